import type { Chapter } from '../section.ts'

export const chapter3En: Chapter = {
  number: '3',
  title: 'Frequently asked questions',
  parts: [
    {
      number: '3.1',
      title: 'How do I handle duplicate customers?',
      says: [
        'If the system contains duplicate customers, first check the communication and orders of both to confirm that they are the same customer.',
        'If they are, merge the two and update the information.',
      ],
      how: [
        'When you create or edit a customer, Salesbook first shows possible duplicates and why they match (see 2.2.1). This prevents most of them.',
        '1. If you suspect a duplicate, search for the phone number or company, open both customers, and compare their activities and orders.',
        "1. Different customers: select **Not a duplicate** in the notice on the customer's page. The notice stays away unless one of the two changes. **Not a duplicate, save anyway** only saves the form, so dismiss the notice as well.",
        '1. Same customer: there is no automatic merge yet. Decide which one to keep, add any missing information to it, and log new activities and orders only there. In the notes of the other, enter the code of the one you keep.',
        'Existing orders and activities stay with their customer. Nothing is lost.',
      ],
    },
    {
      number: '3.2',
      title: 'How do I handle conflicting opportunities?',
      says: [
        'If several salespeople have different opportunities with the same customer, a sales manager has to step in.',
        'The sales manager views the details of each opportunity, compares them, and decides which one goes ahead.',
      ],
      how: [
        'When you create an opportunity with a customer, Salesbook shows you those that colleagues already have open. There is no page for the decision yet. Until then:',
        "1. A sales manager opens the customer's page, which lists the opportunities, and compares them: when each was created, its source, stage, amount and customer feedback. The customer's history shows who talked to the customer, and when.",
        '1. If one goes ahead: set the others to lost, and enter the decision in the loss reason and notes. The history keeps who decided, and when.',
        '1. If they go ahead together: in the opportunity that continues, share the sales credit in percentages that add up to 100%. Its order gets the same shares.',
      ],
    },
    {
      number: '3.3',
      title: 'How do I see the payments of orders?',
      says: [
        'Salespeople and sales managers can view the payments of orders.',
        'They look at the payments in the order details, or generate a report in the reports module.',
      ],
      how: [
        '- One order: its page lists every payment and refund, and shows what is outstanding and how long it has been overdue.',
        '- Several orders: use the views **Outstanding** and **Overdue** on the Orders page, or filter and export the list.',
        '- All orders: under **Reports**, open **Payments**, choose order, customer or salesperson under **Group by**, and select **Generate**. It opens with what is outstanding by customer; **Paid orders** also shows orders paid in full. The report shows paid and outstanding amounts, and how long the outstanding ones have been overdue (**Not due**, 1–30, 31–60, 61–90 days, **Over 90 days**). Salespeople see their own orders, by order or customer; sales managers see all. By salesperson, paid amounts are what was collected for each person, payment by payment, as under Performance. Totals and outstanding amounts are split order by order, so a row can be a few cents off.',
      ],
    },
    {
      number: '3.4',
      title: 'How do I generate sales reports and analyses?',
      says: ['Under Reports, sales managers choose the report they need, set its parameters, and generate it.'],
      how: [
        '1. Under **Reports**, open **Sales**.',
        '1. Choose the period (**This month**, **Last quarter** or your own dates), **Group by**, and if needed **Split by**.',
        '1. You can filter by region, product, category or salesperson, and compare with the **Previous period** or the **Same period last year**.',
        '1. A period that is not over, such as **This month**, ends today and is compared with as many days (on 31 March: with 1 to 28 February); **To the end of the period** in the same menu takes all of it. The days compared are named under the heading. Grouped by time, each row names its own compared days, and a period that only one side has is a row with “–” on the other.',
        '1. Select **Generate**. The chart and the table below it show the same data. Point at a bar to read its exact figure, select it to see its orders. The legend hides and shows its series; with **Split by**, bars are stacked or side by side. A table of two groups is in whole units; the CSV and the orders behind a figure have every cent.',
        '1. Select any figure to see its orders. **Print** prints on A4 landscape, and you can download a CSV.',
        'The address includes all parameters. Bookmark it to open the same report again.',
      ],
    },
    {
      number: '3.5',
      title: 'How do I assess the performance of salespeople?',
      says: [
        'Under Performance, sales managers view the sales data and metrics of salespeople, and assess their performance.',
        'They can use sales amount, quantity, conversion rate of opportunities and other metrics.',
      ],
      how: [
        '- Sales amount and quantity: confirmed orders, split by sales credit, less cancellations.',
        '- Orders: counted for their owner at confirmation. Giving an order or opportunity to another salesperson later does not move what was counted.',
        '- Collected: payments less refunds, split by sales credit.',
        '- Conversion rate: opportunities won, divided by those won or lost in the period.',
        "Each metric shows its target, the actual figure, how it's calculated, and earlier periods. Salesbook does not grade anyone: sales managers assess people based on these figures. In large teams, each page shows 20 people, highest sales first, with the total of everyone at the bottom. CSV and print include everyone. Print the report and file it with your assessment.",
      ],
    },
  ],
}
