import type { HelpSection } from '../section.ts'

export const chapter2OrdersEn: HelpSection[] = [
  {
    number: '2.4',
    title: 'Orders',
    says: ['Orders are entered, followed and analysed.'],
    how: [
      "An order's way: draft (prints as a quotation) → confirmed (gets its number) → shipments and payments → completed by itself once all is shipped and paid. Salespeople see their own orders and all orders of the customers they own; managers see all.",
    ],
  },
  {
    number: '2.4.1',
    title: 'Entering an order',
    says: [
      "Salespeople enter orders with product models, quantities and unit prices: open the orders' page, press the button for a new one, type it in and save.",
    ],
    how: [
      "1. On the orders' page press **New order** and choose the customer: one of your own; managers may choose any.",
      '1. Write model and quantity on each line; a price left out is the list price, and you can give a discount. For more room press **Five more lines**.',
      '1. Press **Save as draft** and check the amounts. If the customer wants it on paper, press **Print quotation**.',
      '1. When it is agreed, press **Confirm order**: it gets its number, and counts in reports from then on.',
      "A confirmed order can be changed by **Edit** until its first shipment or payment; then its lines stand. Credit can be shared with others in whole percentages that sum to 100; otherwise it is all the owner's.",
      "Managers keep the products: **New product** or **Import products** on the page **Products**. A model that is no longer sold can't be put into new orders. Orders of the past come in by **Import orders**: a row is a line, and rows of the same number become one order.",
    ],
  },
  {
    number: '2.4.2',
    title: 'Following an order',
    says: [
      "Salespeople and managers follow an order's progress and state, its shipments and payments: open the orders' page, choose one, record what happened and save.",
    ],
    how: [
      "The views above the list are what waits to be done: **Drafts**, **To be shipped**, **Still owed**, **Overdue**. On an order's page the progress at the top says how far it is.",
      '- Shipments: fill in the day and the quantities under **Record shipment**. Never more can be shipped than is left.',
      '- Payments: fill in day, amount and method under **Record payment** and press **Record it**. For a refund choose **Refund to the customer**. Never more can be paid than is owed.',
      '- A wrong record: press **Reverse** and give the reason. The record is struck out but stays; then record the right one.',
      '- Not wanted any more: an order of which nothing is shipped and no money is kept can be ended by **Cancel this order**, with a reason.',
      "The order's owner and managers may do all this. If a manager gives the order to somebody else, they are notified. **Print order** makes an order confirmation under the company's name and letterhead from the settings.",
    ],
  },
  {
    number: '2.4.3',
    title: 'Analysing orders',
    says: [
      "Managers analyse orders and make reports and figures of them: on the orders' page choose report and parameters, and make the report.",
    ],
    how: [
      "1. A manager first filters the orders' page: days, owner, customer, product, status.",
      '1. Then press **Analyse** on the list, choose what to **Group by** and which figure to **Show**, and press **Generate**. The report counts exactly the orders that were listed.',
      '1. Drafts count nothing; the page says how many there are.',
      'Press **Print**, or download it as CSV. For the sales of all orders, use the report **Sales** of 2.5.',
    ],
  },
  {
    number: '2.5',
    title: 'Reports',
    says: [
      'Managers make all kinds of reports and analyses: sales, quantities, regions and so on.',
      'In the reports, choose one, set its parameters and make it.',
      'They help managers to know how sales are going, and guide strategy and decisions.',
    ],
    how: [
      '- **Sales**: amount, quantity, number of orders and average order, by time, region, product, category, salesperson, customer or source; 3.4 says how to set it.',
      '- **Payments**: what is paid and owed on each order, and for how long; see 3.3. Salespeople see their own orders.',
      'Every figure leads to the orders it is made of. Orders count from their confirmation, by order date; a cancellation is a negative on the day it happened, so figures of the past never change silently.',
    ],
  },
  {
    number: '2.6',
    title: 'Performance',
    says: [
      'The system computes the performance of salespeople from their sales and indicators.',
      'Managers look at it, and appraise.',
      'In the performance pages, choose a salesperson and a period and make the report.',
    ],
    how: [
      "1. A manager opens **Targets** under **Performance** and fills in each person's, by month; those of quarters and years are added up from them. Figures can be pasted from a spreadsheet, or the blanks filled from the year before and changed before saving.",
      '1. Choose a salesperson and a period (month, quarter or year) and press **Generate**.',
      '1. Each indicator has what was reached, the target and the share of it; a figure leads to its records, and the report can be printed or downloaded as CSV.',
      "Salespeople see their own, nobody else's. How to appraise is said in 3.5.",
    ],
  },
]
