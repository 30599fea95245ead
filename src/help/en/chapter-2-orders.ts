import type { HelpSection } from '../section.ts'

export const chapter2OrdersEn: HelpSection[] = [
  {
    number: '2.4',
    title: 'Orders',
    says: ['Enter, track and analyse orders.'],
    how: [
      'An order starts as a draft, which you can print as a quotation. Once confirmed, it gets its number, and you record shipments and payments. When everything is shipped and paid, it is completed automatically. Salespeople see their own orders and all orders of the customers they own. Sales managers see all.',
    ],
  },
  {
    number: '2.4.1',
    title: 'Creating an order',
    says: [
      'Salespeople enter orders with product models, quantities and unit prices: they open the Orders page, select the button for a new one, enter the information and save.',
    ],
    how: [
      '1. On the Orders page, select **New order** and choose one of your customers. Sales managers can choose any customer.',
      '1. Enter a product and quantity for each line item. For the product, type its model, its name, or the pinyin or initials of its name. Below it the form shows its name and what the customer last paid for it. If you leave the price blank, the list price is used. You can also enter a discount. If you need more lines, select **Add 5 lines**.',
      '1. Select **Save as draft** and check the amounts. If the customer wants it on paper, select **Print quotation**.',
      '1. When the customer agrees, select **Confirm order**. The order gets its number and counts in reports from then on.',
      "You can still **Edit** a confirmed order. After its first shipment or payment, its line items, order date and region are fixed, and only a sales manager can change the sales credit. You can share the sales credit with others in whole percentages: enter what others get, the rest is the owner's.",
      "If a customer orders the same again, select **Order again** on the earlier order: a new form opens with its products and quantities at today's list prices. Nothing is saved until you send it.",
      "Sales managers manage products with **New product** or **Import products** on the Products page. Discontinued products can't be added to new orders. To bring in past orders, use **Import orders**: each row is a line item, and rows with the same number make up one order.",
    ],
  },
  {
    number: '2.4.2',
    title: 'Tracking an order',
    says: [
      "Salespeople and sales managers track an order's progress and status, including shipments and payments: they open the Orders page, choose one, update it and save.",
    ],
    how: [
      'The views above the list show what needs doing: **Drafts**, **To ship**, **Outstanding** and **Overdue**. The steps at the top of an order show how far along it is.',
      "- Shipments: enter the date and quantities under **Record shipment** and select **Save shipment**. You can't ship more than is left.",
      "- Payments: enter the date, amount and method under **Record payment** and select **Save payment**. For a refund, choose **Refund to customer**. You can't record more than is outstanding.",
      '- Mistakes: select **Reverse** and give a reason. The entry stays visible, marked as reversed with your reason. Then record the correct one.',
      '- Cancellations: if nothing is shipped and all payments are refunded, you can select **Cancel order** and give a reason.',
      "The order's owner and sales managers can do all this. If a sales manager assigns the order to someone else, that person is notified. **Print order** prints an order confirmation with the company name and letterhead from the settings.",
    ],
  },
  {
    number: '2.4.3',
    title: 'Analysing orders',
    says: [
      'Sales managers analyse order data and generate reports and metrics: on the Orders page, they choose the report and its parameters, and select Generate.',
    ],
    how: [
      "1. As a sales manager, filter the Orders page by status, shipping, payment, owner or dates, or search for a customer or contract. To see one customer's orders, you can also open the customer and select **All orders**.",
      '1. Select **Analyse** above the list, choose **Group by** and **Metric**, then select **Generate**. The report covers exactly the orders in the list.',
      '1. Drafts are not included. The page shows how many there are.',
      'Select **Print**, or download the report as CSV. For the sales of all orders, use the **Sales** report; see 2.5.',
    ],
  },
  {
    number: '2.5',
    title: 'Reports',
    says: [
      'Sales managers generate all kinds of reports and analyses, including sales amount, quantity and distribution by region.',
      'Under Reports, they choose the type of report, set its parameters and generate it.',
      'Reports help sales managers understand how sales are going and guide strategy and decisions.',
    ],
    how: [
      '- **Sales**: amount, quantity, number of orders and average order, by period, region, product, category, salesperson, customer or source. See 3.4.',
      '- **Payments**: what is paid and outstanding on each order, with days overdue. See 3.3. Salespeople see their own orders.',
      'Select any figure to see the orders behind it. Orders count once confirmed, on their order date. A cancellation is deducted on the day it happens, so past figures never change unnoticed.',
    ],
  },
  {
    number: '2.6',
    title: 'Performance',
    says: [
      'The system calculates the performance of salespeople from their sales data and metrics.',
      'Sales managers view the performance of salespeople and assess it.',
      'Under Performance, they choose a salesperson and a period, and generate the report.',
    ],
    how: [
      "1. Under **Performance**, a sales manager opens **Targets** and enters each person's targets by month. Quarter and year targets are calculated from them. You can paste from a spreadsheet, or fill blanks from the previous year and adjust them before you save.",
      '1. Choose a salesperson and a period (month, quarter or year), then select **Generate**.',
      '1. Each metric shows the actual figure, the target and the completion. Select a figure to see its records. You can print the report or download it as CSV.',
      'Salespeople see only their own performance. For how to assess it, see 3.5.',
    ],
  },
]
