import type { Chapter } from '../section.ts'

export const chapter3En: Chapter = {
  number: '3',
  title: 'Common questions',
  parts: [
    {
      number: '3.1',
      title: 'What to do about duplicate customers?',
      says: [
        'If a customer seems to be in the system twice, first look at the communications and orders of both, to be sure that they are the same.',
        'If they are, the two can be merged and the data brought up to date.',
      ],
      how: [
        'When a customer is added or changed, the program first shows who is like them and why (see 2.2.1), which prevents most duplicates.',
        '1. If you suspect one, search for the phone or the company, open both customers, and compare communications and orders.',
        "1. Not the same: press **Not the same** in the notice on the customer's page; it is not shown again unless one of the two changes.",
        '1. The same: there is no merging by one button yet. Choose which one stays, add to it what the other knows, and record further talks and orders there only; in the notes of the other, write the code of the one it went into.',
        'Orders and communications there are stay with the customer they were made for; nothing is lost.',
      ],
    },
    {
      number: '3.2',
      title: 'What to do about conflicting opportunities?',
      says: [
        'If several salespeople have different opportunities on one customer, a manager has to settle it.',
        'The manager looks at the details of each, compares them, and decides which one goes on.',
      ],
      how: [
        'Whoever adds the second opportunity on a customer is shown that there is another. There is no page of its own for the decision yet; do this:',
        "1. A manager opens the customer's page, where the opportunities are listed, then each of them, and compares when it was recorded, its source, stage, amount and feedback; who talked with the customer, and when, stands in the customer's history.",
        '1. If one goes on: set the others to lost and write the decision and why into reason and note; the history keeps who decided, and when.',
        '1. If they go on together: share the credit of the one that stays among them, in percentages that sum to 100; its order takes them over.',
      ],
    },
    {
      number: '3.3',
      title: 'How to see what has been paid on orders?',
      says: [
        'Salespeople and managers can see the payments of an order.',
        "Look at the payments on the order's page, or make a report of orders.",
      ],
      how: [
        '- One order: its page lists each payment and refund, and its progress says what is owed and how long it is overdue.',
        "- Many orders: look at **Still owed** and **Overdue** on the orders' page, or filter and export.",
        '- All of it: open **Payments** under **Reports**, choose order, customer or salesperson under **Group by** and press **Generate**: it lists what is paid, owed, and for how long overdue (**Not due**, 1–30, 31–60, 61–90 days, **Over 90 days**). Salespeople see their own orders, managers all. By salesperson, what is paid is what was collected for each of them, payment by payment, as in performance; totals and debts are divided order by order, so that within a row they can be a few cents apart.',
      ],
    },
    {
      number: '3.4',
      title: 'How to make reports and analyses?',
      says: ['In the reports, managers choose what they need, set its parameters, and make the report.'],
      how: [
        '1. Open **Sales** under **Reports**.',
        '1. Choose the time (**This month**, **Last quarter**, or days of your own), what to **Group by**, and where needed what to divide **Then by**.',
        '1. You can narrow it to a region, product, category, person or customer, and compare with the **Period before** or the **Year before**.',
        '1. Press **Generate**. The chart and the table below it say the same.',
        '1. Press any figure to see its orders; **Print** makes A4 across, and there is a CSV.',
        'The address holds all parameters: keep it as a bookmark and it opens the same report again.',
      ],
    },
    {
      number: '3.5',
      title: 'How to appraise salespeople?',
      says: [
        'In the performance pages, managers see the sales and indicators of salespeople and appraise them.',
        'Amount, quantity, conversion rate of opportunities and other indicators can be used.',
      ],
      how: [
        '- Amount and quantity: confirmed orders by their credit, less cancellations.',
        '- Orders: counted for their owner.',
        '- Collected: money received less refunds, by credit.',
        '- Conversion: what was won in the period, divided by what was won or lost.',
        'Each stands with its target, what was reached, how it is computed, and the periods before. Managers give marks and grades themselves by these figures; the program gives none. Of a large team a page shows twenty people, those who sold most first, with the total of everybody below; CSV and print have all of them. Print the report to keep it with your decision.',
      ],
    },
  ],
}
