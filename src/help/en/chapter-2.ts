import type { Chapter } from '../section.ts'

export const chapter2En: Chapter = {
  number: '2',
  title: 'How to use it',
  parts: [
    {
      number: '2.1',
      title: 'Signing in',
      says: [
        'Salespeople and sales managers sign in with a personal account and password.',
        'At the first sign-in, the initial password has to be changed to keep the account safe.',
        'Once signed in, people can use what their role allows.',
      ],
      how: [
        '1. Enter your username and the initial password from your sales manager, and select **Sign in**.',
        '1. The first time, the page **Set your own password** opens. Choose at least 12 characters. A few unrelated words are easiest to remember. You can only continue once it is set.',
        '1. Select **Save and continue** and start working.',
        "An initial password expires after 7 days. After several failed attempts you have to wait before the next one, up to 15 minutes. Other people's attempts can't lock you out of the browser you usually use.",
        'If you forget your password, a sales manager can select **Reset password** in your account to create a new initial one. To change it later, select your name, **My settings**, then **Change password**. Language and dark mode are there too. On a shared computer, select **Sign out** when you finish.',
      ],
    },
    {
      number: '2.2',
      title: 'Customers',
      says: ['Manage customers with their details, communication and purchase history.'],
      how: ['Select **Customers** in the navigation.'],
    },
    {
      number: '2.2.1',
      title: 'Creating a customer',
      says: [
        'Salespeople create customers with name, contact methods, company and so on. They enter all the information and save it in the system.',
      ],
      how: [
        '1. On the Customers page, select **New customer**.',
        '1. Enter a name or company and at least one contact method: phone, email, WeChat or other. Everything else can come later. If you leave the code blank, the customer gets the next number.',
        '1. Select **Create customer**.',
        "Salesbook checks for duplicates before it saves: the same phone in any format, the same email, the same company ignoring endings such as Ltd, or the same name and city. It shows you the matching customers, their owners and the last contact. If it really is someone else, select **Not a duplicate, save anyway**. The customer's page still shows the notice until you dismiss it there; see 3.1.",
        'You own the customers you create. Only a sales manager can assign a customer to someone else.',
      ],
    },
    {
      number: '2.2.2',
      title: 'Editing a customer',
      says: [
        "When a customer's information changes, salespeople update it: they open the Customers page, choose the customer, edit and save.",
      ],
      how: [
        '1. Open the customer and select **Edit**.',
        '1. Make your changes and select **Save**. The history shows every change: who, when, and the old and new values.',
        "The owner and sales managers can edit a customer. To record more people at the customer, select **Add contact** on the customer's page.",
        'If someone else saved the customer while you were editing, both changes are kept, and a message names their fields. Only where you both changed the same field, their version is shown next to it. Compare, then save again.',
        'A sales manager can change the owner in the same form, and the new owner is notified. The sales credit of confirmed orders stays the same.',
      ],
    },
    {
      number: '2.2.3',
      title: 'Viewing a customer',
      says: [
        "Salespeople and sales managers view a customer's information and communication history: they open the Customers page, choose the customer, and see the details and past communication.",
      ],
      how: [
        'The list searches as you type. You can filter it by owner, region, source, level and last contact, and sort it by its column headers. The address of the page includes all of this, so you can bookmark it or send it to a colleague.',
        "A customer's page shows its details, contacts, opportunities, orders and history. The history lists activities and changes by date; you can also show only one kind.",
        "1. After you talk to a customer, enter your notes under **Log activity** on the customer's page and choose the type. If it wasn't just now, select **Change time**.",
        '1. Choose the date of the next follow-up, enter what to do if you like, and select **Save activity**. The follow-up appears under **Today** on that date, with what to do in bold. Saving an activity also completes your follow-ups with this customer that were due by then.',
        "Everyone can log activities with any customer, under their own name. For 24 hours you can correct or withdraw an activity of yours with **Correct or withdraw**. A withdrawn activity remains visible, crossed out, but doesn't count as a contact. The follow-up that it set is removed, and one that it completed is open again. The history shows every correction.",
      ],
    },
    {
      number: '2.2.4',
      title: 'Importing and exporting customers',
      says: [
        'Sales managers import and export customers to transfer and back up data: on the Customers page, they choose import or export and follow the steps.',
      ],
      how: [
        'To import:',
        '1. Under **Import**, select **Import customers** (or on the Customers page, **More**, then **Import**). Choose a CSV file (in Excel, save as CSV UTF-8), choose what to do with duplicates (**Skip**, **Fill blanks only** or **Overwrite**), and select **Upload and preview**.',
        "1. Check how the columns are mapped. Columns that weren't recognised are listed and won't be imported. To change this, select **Map columns**, then **Update preview**.",
        '1. The preview shows what will happen to every row: new, updated, skipped, or rejected and why. Nothing is saved yet.',
        '1. Select the import button at the bottom. Either all rows are saved or none.',
        '1. Select **Download rejected rows**, correct them and import them again. Rows are matched by code, phone, email, company, or name and city. Customers with none of these, such as only a name and WeChat, are not matched, so check them before you import a file twice.',
        'To export, select **More** on the list, then **Export CSV**. You get exactly what the list shows. Importing the same file again changes nothing. If an older version of Excel shows garbled text, use **Export for older Excel (GB18030)**.',
        "An import can't be undone as a whole yet, so check the preview. Products and orders are imported in the same way.",
      ],
    },
    {
      number: '2.3',
      title: 'Opportunities',
      says: ['Record opportunities with their source, track their progress, and forecast.'],
      how: [
        'The stages are **Prospecting**, **Qualification**, **Proposal** and **Negotiation**, then **Won** or **Lost**. Each stage has a default probability, which you can override.',
      ],
    },
    {
      number: '2.3.1',
      title: 'Creating an opportunity',
      says: [
        'Salespeople record new opportunities with source, summary, expected amount and so on: they open the Opportunities page, select the button for a new one, enter the information and save.',
      ],
      how: [
        "1. On the Opportunities page, select **New opportunity**. You can also start from a customer's page, where the customer is already filled in.",
        '1. Enter a title and choose the stage. Source, summary, expected amount and expected close can come later. Amounts can be entered in 万 or 亿 anywhere, like 17.28万.',
        '1. Select **Save**. You own the opportunity; a sales manager can assign it to someone else.',
        'You can create an opportunity with any customer, not only your own. If a colleague already has an open one with this customer, you see whose it is. See 3.2 for what to do then.',
      ],
    },
    {
      number: '2.3.2',
      title: 'Updating an opportunity',
      says: [
        "Salespeople regularly update an opportunity's progress and status, including customer feedback and the expected close date: they open the Opportunities page, choose one, update it and save.",
      ],
      how: [
        'Open the opportunity. Under **Log update**, set the stage, expected amount, expected close, next step and customer feedback, with notes if you like. Then select **Save update**. The history shows every change.',
        '- Won: set the stage to **Won**, save, then select **Create order**. The customer is already filled in.',
        '- Lost: choose or enter a loss reason. Sales managers manage the list of reasons in the settings.',
        '- Mistakes: you can reopen a won or lost opportunity by giving a reason.',
        'An opportunity without an update for 14 days (sales managers can change the number), or past its expected close date, is marked **Needs attention**. **Today** also lists those without a next step. A next step with a date appears there among the follow-ups on its date; update the opportunity to complete it.',
      ],
    },
    {
      number: '2.3.3',
      title: 'Viewing opportunities',
      says: [
        "Salespeople and sales managers view an opportunity's details and history: they open the Opportunities page, choose one, and see both.",
      ],
      how: [
        'You can filter the list by stage, owner, source, expected close and more. To find the opportunities of a customer, search for the customer. An opportunity shows all its details and every update: who, when, and the old and new values.',
        "Salespeople see their own opportunities. On a customer's page, they also see that colleagues have one (owner, title and stage, without the amount). Sales managers see all.",
      ],
    },
  ],
}
