import type { Chapter } from '../section.ts'

export const chapter1En: Chapter = {
  number: '1',
  title: 'What the sales system is',
  parts: [
    {
      number: '1.1',
      title: 'Background',
      says: [
        'Records kept by hand no longer do for the sales work of today, so a well-made sales system matters more and more.',
      ],
      how: [
        "Customers, opportunities, orders and payments are kept in one place: everything is entered once, and each record's own page tells who changed what, and when.",
        'Desk and phone use the same address and the same account; there is nothing to install.',
      ],
    },
    {
      number: '1.2',
      title: 'Goals',
      says: [
        'Efficiency: salespeople find customers and sales figures more quickly.',
        'Quality: salespeople know better what a customer needs, and inform and serve more precisely.',
        'Satisfaction: salespeople know the customer better and serve them more personally.',
      ],
      how: [
        '- Quick to find: by name, company, phone or code, in pinyin or its initials; zs finds 张三. At a desk the / key starts a search.',
        "- Precise to quote: a model brings its list price into an order; what is shipped and what is owed is counted on the order's page at any time.",
        '- Nothing is forgotten: write down each talk and agree on the next; on its day it stands on **Today**.',
      ],
    },
    {
      number: '1.3',
      title: 'Parts of the system',
      says: ['The system consists of customers, opportunities, orders, reports, and performance.'],
      how: [
        'The navigation at the left holds just these; on a phone the most used are at the foot of the screen and the rest is under **Menu**.',
        '- **Today**: follow-ups that are due, and the customers you touched last. Tick off what is done, and **Undo** a slip at once; move what is not. Later ones are under **Coming up**.',
        '- **Customers**: their data, contacts, communications and purchases; see 2.2.',
        '- **Opportunities**: from the first lead until they are won or lost; see 2.3.',
        '- **Orders** and **Products**: quotations, orders, shipments, payments; see 2.4.',
        '- **Reports**: sales, quantities, regions, what is owed and more; see 2.5.',
        '- **Performance**: targets, and how far they are reached; see 2.6.',
        'When somebody does what concerns you, such as giving you a customer or an order, **Notifications** says so; the number beside your name counts what you have not read. A line leads to its record; tick it when you have read it, or press **Mark all as read**. You are never notified of what you did yourself.',
      ],
    },
    {
      number: '1.4',
      title: 'Who uses it',
      says: ['The system is for salespeople and sales managers.'],
      how: [
        '- A **Salesperson** sees all customers and edits those they own; records communications on any; sees their own opportunities, orders and performance. What one may not see answers that there is no such page.',
        "- A **Sales manager** may besides see and edit everything, change owners, import and export, see all reports and everybody's performance, and keep accounts and settings.",
        'Managers keep the accounts under **Team** in the navigation (on a phone, under **Menu**). A large team stands twenty-five accounts a page and is searched by name or username.',
        '1. Press **New account**, fill in name, username and role, then press **Create account**.',
        '1. The page shows the initial password, this once only: note it before you leave the page, and hand it over in person.',
        '1. When somebody leaves, open their account, choose who takes over under **Give the customers and open opportunities to**, and press **Deactivate**. They are signed out at once, all records stay, and whoever takes over is notified. An account can also be deactivated first and what it holds handed over later, under **In hand** on the same page.',
        "The last active manager can't be deactivated or made a salesperson.",
      ],
    },
  ],
}
