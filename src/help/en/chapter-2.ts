import type { Chapter } from '../section.ts'

export const chapter2En: Chapter = {
  number: '2',
  title: 'How to use it',
  parts: [
    {
      number: '2.1',
      title: 'Signing in',
      says: [
        'Salespeople and sales managers sign in with an account and a password of their own.',
        'At the first sign-in the initial password has to be changed, so that the account is safe.',
        "Once signed in, one reaches what one's role allows.",
      ],
      how: [
        '1. Type your username and the initial password that your manager gave you, and press **Sign in**.',
        '1. The first time you come to **Set a password of your own**: at least 12 characters; a few words that have nothing to do with each other are easiest to remember. Until then no other page opens.',
        '1. Press **Set it and go on** and start working.',
        "An initial password is good for 7 days. After some failures you wait a while before the next try, longer each time and 15 minutes at most; nobody else's tries can lock you out of the browser you usually use.",
        'If you have forgotten your password, a manager presses **Reset password** in your account, which gives a new initial one. To change it later, press your name, **My settings**, then **Change password**; language and dark mode are there too. On a shared computer, press **Sign out** when you leave.',
      ],
    },
    {
      number: '2.2',
      title: 'Customers',
      says: ['Customers are kept with their data, communications and purchase history.'],
      how: ['All of it begins at **Customers** in the navigation.'],
    },
    {
      number: '2.2.1',
      title: 'Adding a customer',
      says: [
        'Salespeople add customers with name, ways of contact, company and so on. When all is typed, save it to the system.',
      ],
      how: [
        "1. On the customers' page press **New customer**.",
        '1. A name or a company is enough, with one way of contact: phone, email, WeChat or another. The rest can follow later. Without a code the next one is given.',
        '1. Press **Create customer**.',
        "Before it saves, the program looks for likenesses: the same phone however written, the same email, a company's name without endings such as Ltd, the same name in the same city. If somebody is like that, you see who, whose, and when they were last contacted. If it is really somebody else, press **None of these is the same: save**.",
        'A new customer belongs to whoever adds it; only a manager can give it to somebody else at once.',
      ],
    },
    {
      number: '2.2.2',
      title: 'Changing a customer',
      says: [
        "When a customer's data change, salespeople change them: open the customers' page, choose the customer, edit and save.",
      ],
      how: [
        '1. Open the customer and press **Edit**.',
        '1. Change what has changed and press **Save**. Every change stands in the history: who, when, from what to what.',
        "The owner and managers may do this. For further people at the customer, press **Add a contact** on the customer's page.",
        'If somebody saved while you were editing, nothing you typed is lost: theirs stands at each field that differs. Compare, then save again.',
        'A manager changes the owner in the same form; the new owner is notified. The shares of confirmed orders stay as they are.',
      ],
    },
    {
      number: '2.2.3',
      title: 'Looking at a customer',
      says: [
        "Salespeople and managers see a customer's data and communications: open the customers' page, choose the customer, and look at the details and the record of past talks.",
      ],
      how: [
        'The list searches as you type, filters by owner, region, source, level and time without contact, and sorts by its heads. Its address holds all of that: keep it as a bookmark or send it to a colleague.',
        "A customer's page has the basic information, contacts, orders and the history. The history has talks and changes in order of time; you can look at one kind alone.",
        "1. After a talk, write down what was said under **Record a communication** on the customer's page, and choose how you talked; if it was not just now, set the time.",
        '1. Choose the day of the next follow-up and press **Record**. On that day it stands on **Today**.',
        "Anybody may record a communication on any customer, under their own name; it can't be changed afterwards.",
      ],
    },
    {
      number: '2.2.4',
      title: 'Importing and exporting customers',
      says: [
        "Managers import and export customers, to carry data over and to keep copies: choose import or export on the customers' page and do as the system asks.",
      ],
      how: [
        'To import:',
        "1. Under **Import** press **Import customers** (or on the customers' page **More**, then **Import**), choose a CSV file (in Excel: save as CSV UTF-8), say what happens to duplicates (skip, fill blanks only, overwrite), and press **Upload and preview**.",
        '1. Look at what each column becomes; those that were not recognised and are not imported are named: press **Set columns by hand**, then **Preview again**.',
        '1. The preview says of every row what will happen: new, updated, skipped, or why it is rejected. Nothing is written yet.',
        '1. Press the import button below. Either all of it is written or nothing.',
        '1. **Download rejected rows**, mend them and import them again; nothing comes in twice.',
        'To export, press **More** on the list, then **Export CSV**: you get exactly what it shows. Imported again as it is, it changes nothing. An older Excel that shows the letters wrong reads **Export for older Excel (GB18030)**.',
        "An import can't be undone as a whole yet, so check the preview. Products and orders are imported in the same way.",
      ],
    },
    {
      number: '2.3',
      title: 'Opportunities',
      says: ['Opportunities are recorded with their source, followed in their progress, and forecast.'],
      how: [
        'The stages follow each other: **Prospecting**, **Qualification**, **Proposal**, **Negotiation**, then **Won** or **Lost**. Each has a usual probability, which you can override.',
      ],
    },
    {
      number: '2.3.1',
      title: 'Adding an opportunity',
      says: [
        "Salespeople record new opportunities with source, summary, expected amount and so on: open the opportunities' page, press the button for a new one, type it in and save.",
      ],
      how: [
        "1. On the opportunities' page press **New opportunity**, or begin on a customer's page, where the customer is chosen already.",
        '1. Write a title, the source, a summary, the expected amount and closing date, and choose the stage.',
        '1. Save. It is yours; a manager can give it to somebody else.',
        'You may add one on any customer, not only on your own. If somebody else has an open one on the same customer, you see whose; 3.2 says what to do then.',
      ],
    },
    {
      number: '2.3.2',
      title: 'Updating an opportunity',
      says: [
        "Salespeople regularly update progress and state, with the customer's feedback and the expected date: open the opportunities' page, choose one, update and save.",
      ],
      how: [
        'Open it and set stage, feedback, expected date and amount under **Record progress**, with a note if you like; then press **Record**. What changed stays in the history.',
        '- Won: set the stage to **Won**; then **Enter the order**, with the customer filled in.',
        '- Lost: choose or write a reason. Managers keep the reasons that are offered in the settings.',
        '- By mistake: what is won or lost can be opened again, with a reason.',
        'What has had no update for more than 14 days (managers set the number), or is past its expected date, is marked **Neglected**.',
      ],
    },
    {
      number: '2.3.3',
      title: 'Looking at opportunities',
      says: [
        "Salespeople and managers see an opportunity's details and history: open the opportunities' page, choose one, and look at both.",
      ],
      how: [
        "The list filters by stage, owner, customer, source, dates and neglect. An opportunity's page has all of it and each update: who, when, from what to what.",
        "Salespeople see their own; on a customer's page they see that others have one (owner, title and stage, no amount). Managers see all.",
      ],
    },
  ],
}
