import type { Chapter } from '../section.ts'

export const chapter4En: Chapter = {
  number: '4',
  title: 'Maintenance and updates',
  parts: [
    {
      number: '4.1',
      title: 'Maintenance',
      says: [
        'The system needs regular backups and maintenance to stay stable and secure.',
        'It also needs regular performance tuning and updates.',
      ],
      how: [
        'Under **Settings**, sales managers manage:',
        '- The company name and letterhead, which appear in page titles and on printed orders and reports.',
        '- The number of days before an opportunity is stale. A change takes effect immediately.',
        '- Picklists, the values that forms suggest: sources, industries, regions, units, product categories, payment methods and loss reasons, one per line. To start an empty list of sources, payment methods or loss reasons, select **Add common values**. Changing or removing a value does not affect existing records.',
        '**Recent changes** on the same page shows who changed what.',
        'Backups: there is no page for this yet. The administrator of the server regularly stops Salesbook and copies the whole data folder (DATA_DIR, including salesbook.db and secret) to another machine. To restore, put the folder back and start Salesbook. If Salesbook runs on PostgreSQL, back up that database too, with its own tools such as pg_dump. Sales managers can also export customers, orders and products as CSV at any time.',
        'Salesbook optimises its database by itself, and removes expired sessions, and notifications that were read more than 90 days ago.',
      ],
    },
    {
      number: '4.2',
      title: 'Updates',
      says: [
        'The system needs regular new features and upgrades as the company develops.',
        'Sales managers talk to the developers, tell them what is needed, and keep the system up to date.',
      ],
      how: [
        '**About Salesbook** shows the current version. CHANGELOG.md, included with the program, lists what changed in each version.',
        '1. Back up first; see 4.1.',
        '1. Install the new version and start it. Your data is converted automatically.',
        '1. If the data is from a newer version, Salesbook does not start and tells you why. Your data is not touched.',
        'For new features, a sales manager collects requests and sends them to the developers, along with the version. There is no page for requests yet.',
      ],
    },
    {
      number: '4.3',
      title: 'Training and support',
      says: [
        'People need training and guidance to use the system well.',
        'Technical support helps them with questions and problems promptly.',
      ],
      how: [
        'This handbook is part of Salesbook. **Help for this page** opens the right section. It is at the bottom left on a computer; on a phone, select the question mark at the top right. You can print the handbook.',
        '- New colleagues: read 2.1 and 2.2, create a customer, log an activity, then practise with a draft order.',
        '- If a form was not saved, the problems are listed at the top. Everything you entered is still there: fix the problems and save again.',
        '- If a page says that something went wrong, give the reference on it to your administrator.',
        '- For anything else, ask a sales manager.',
      ],
    },
  ],
}
