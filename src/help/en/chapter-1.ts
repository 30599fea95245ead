import type { Chapter } from '../section.ts'

export const chapter1En: Chapter = {
  number: '1',
  title: 'About the sales system',
  parts: [
    {
      number: '1.1',
      title: 'Background',
      says: [
        'Keeping records by hand no longer meets the needs of modern sales work, so a good sales system matters more and more.',
      ],
      how: [
        'Customers, opportunities, orders and payments are all in one place. You enter everything once, and every record shows who changed what, and when.',
        'Computers and phones use the same address and the same account. There is nothing to install.',
      ],
    },
    {
      number: '1.2',
      title: 'Goals',
      says: [
        'Efficiency: salespeople find customer information and sales figures faster.',
        'Quality: salespeople understand what customers need and give them accurate product information and service.',
        'Satisfaction: salespeople know their customers better and serve them more personally.',
      ],
      how: [
        '- Find customers fast: search by name, company, phone or code, or by pinyin and its initials. Typing zs finds 张三 and everyone else with these initials. On a computer, press / to search.',
        "- Quote accurately: an order fills in each model's list price, and always shows what has been shipped and what is outstanding.",
        '- Never miss a follow-up: log each activity and set the next follow-up. It appears under **Today** on its date.',
      ],
    },
    {
      number: '1.3',
      title: 'Parts of the system',
      says: ['The system consists of customers, opportunities, orders, reports and performance.'],
      how: [
        'You find these in the navigation on the left. On a phone, the most important ones are at the bottom of the screen and the rest are under **Menu**.',
        '- **Today**: follow-ups and next steps of your opportunities that are due, your recent customers, and more. Tick a follow-up to complete it, or reschedule it. **Undo** in the message restores it as it was. Later ones are under **Upcoming**.',
        '- **Customers**: details, contacts, activities and purchases. See 2.2.',
        '- **Opportunities**: from the first lead until they are won or lost. See 2.3.',
        '- **Orders** and **Products**: quotations, orders, shipments and payments. See 2.4.',
        '- **Reports**: sales, quantities, regions, outstanding amounts and more. See 2.5.',
        '- **Performance**: targets and results. See 2.6.',
        '**Notifications** tell you when someone else does something that concerns you, such as assigning you a customer or an order. The number next to your name shows how many you have not read. Select one to open its record. Select the check mark next to it to mark it as read, or select **Mark all as read**.',
      ],
    },
    {
      number: '1.4',
      title: 'Who uses it',
      says: ['The system is for salespeople and sales managers.'],
      how: [
        '- A **Salesperson** sees all customers, edits the ones they own, and logs activities with any of them. They see their own opportunities, orders and performance. A record they cannot access shows **Page not found**.',
        "- A **Sales manager** also sees and edits everything, changes owners, imports and exports, sees all reports and everyone's performance, and manages accounts and settings.",
        'Sales managers manage accounts under **Team** in the navigation (on a phone, under **Menu**). Each page shows 25 accounts. In larger teams, you can search by name or username.',
        '1. Select **New account**, enter the name, username and role, then select **Create account**.',
        '1. The initial password is shown only once. Copy it before you leave the page, and give it to the person privately.',
        '1. When someone leaves, open their account, choose a colleague under **Reassign customers and open opportunities to**, and select **Deactivate**. They are signed out immediately, all records are kept, and the colleague is notified. You can also deactivate the account first and reassign later, under **Assigned records** on the same page.',
        "The last active sales manager can't be deactivated or made a salesperson.",
      ],
    },
  ],
}
