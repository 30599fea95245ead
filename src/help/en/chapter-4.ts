import type { Chapter } from '../section.ts'

export const chapter4En: Chapter = {
  number: '4',
  title: 'Keeping it in order',
  parts: [
    {
      number: '4.1',
      title: 'Maintenance',
      says: [
        'Data have to be backed up and the system looked after regularly, so that it is stable and safe.',
        'Its performance has to be kept up, and it has to be updated.',
      ],
      how: [
        'Managers keep under **Settings**:',
        "- The company's name and letterhead: they stand in page titles and on printed orders and reports.",
        '- After how many days without an update an opportunity is neglected: when that changes, the marks follow at once.',
        '- The words that forms offer: sources, industries, regions, units, product categories, payment methods and loss reasons, one a line. An empty list can be begun by **Fill in the usual words**. Changing or removing a word leaves records as they are.',
        'Who changed what is listed there under **Recent changes**.',
        'Backup: there is no page for it yet. Whoever looks after the server regularly stops the program and copies the whole data folder (DATA_DIR, with salesbook.db and secret in it) to another machine; to restore, put it back and start. Managers can at any time export customers, orders and products as CSV besides.',
        'Putting the database in order, and clearing away old sign-ins and notifications read more than 90 days ago, the program does by itself.',
      ],
    },
    {
      number: '4.2',
      title: 'Updates',
      says: [
        'The system has to be extended and upgraded regularly, as the company develops.',
        'Managers talk with its developers, say what they need, and have it updated in time.',
      ],
      how: [
        'Which version runs is said under **About Salesbook**; what each one changed, in CHANGELOG.md, which comes with the program.',
        '1. Back up first (see 4.1).',
        '1. Put the new version in place and start it; the data are brought to its form by themselves.',
        '1. If the data are newer than the program, it does not start and says why; nothing is harmed.',
        'When something new is needed, a manager collects what everybody asks for and tells the developers, with the version. There is no page for requests yet.',
      ],
    },
    {
      number: '4.3',
      title: 'Training and support',
      says: [
        'Those who use the system need training and guidance, so that they use it well.',
        'Technical support solves in time what is difficult in its use.',
      ],
      how: [
        'This handbook is part of the program. Every page has **About this page**: at the lower left at a desk, the question mark at the upper right on a phone. It opens the part that speaks of that page. The handbook can be printed.',
        '- New colleagues: read 2.1 and 2.2, add a customer of your own, record a communication, then practise with a draft order.',
        '- When a form was not saved, what needs mending is listed at the top, and all you typed is still there; mend it and send it again.',
        '- When a page says that something went wrong, note the reference on it and tell whoever looks after the system.',
        '- For anything else, ask a manager.',
      ],
    },
  ],
}
