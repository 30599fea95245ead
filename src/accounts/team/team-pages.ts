import type { Person } from '../../access/person.ts'
import { type ActivityReader, activityOfRecord } from '../../history/activity.ts'
import { historyOf } from '../../history/record-event.ts'
import { pageSize } from '../../lists/list.ts'
import { pagesAround } from '../../lists/list-page-props.ts'
import { type FormState, initialFormState } from '../../web/form-state.ts'
import { type Answer, type PageAnswer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { accountActivity } from '../account-history.ts'
import { countOwnedRecords } from '../owned-records.ts'
import { type Account, activePeople, findAccount, findAccountsPage } from '../repository.ts'
import { accountFormValues, employmentFields } from './account-form.ts'

interface AccountPageOptions extends ActivityReader {
  account: Account | undefined
  form?: FormState
  leaving?: FormState
  password?: string
}

/** A page of the account list; `q` filters by name or username. */
export async function teamPage(q: string, number: number, ignoredParams: string[]): Promise<Answer> {
  const { rows, count } = await findAccountsPage(q, { limit: pageSize, offset: (number - 1) * pageSize })
  const at = (other: number) => {
    const params = new URLSearchParams({ ...(q && { q }), ...(other > 1 && { page: String(other) }) })
    return params.size > 0 ? `/team?${params}` : '/team'
  }
  const pageInfo = { page: number, rows: rows.length, size: pageSize, total: count, more: false }
  return page('accounts/team', { accounts: rows, q, pages: pagesAround(pageInfo, at), ignoredParams })
}

/** An account's page, or the form for a new account. */
export async function accountPage(options: AccountPageOptions): Promise<PageAnswer> {
  const { person, account, form, leaving, password } = options
  const props = {
    account: account ?? null,
    own: account?.id === person.id,
    employmentFields,
    form: form ?? initialFormState(account ? accountFormValues(account) : { role: 'salesperson' }),
    leaving: leaving ?? initialFormState(),
    password: password ?? null,
    ...(account ? await accountDetails(account, options) : { others: [], ownedRecords: [], lines: [], signIns: [] }),
  }
  return page('accounts/team-member', props, form || leaving ? 422 : 200)
}

/** What the page of an existing account shows besides the form. */
async function accountDetails({ id }: Account, reader: ActivityReader) {
  const [people, sessions, ownedRecords, lines] = await Promise.all([
    activePeople(),
    historyOf('sessions', id, 200),
    countOwnedRecords(id),
    activityOfRecord(accountActivity, id, 30, reader),
  ])
  const others = people.filter((one) => one.id !== id).map((one) => ({ value: String(one.id), label: one.name }))
  const signIns = sessions.filter(({ what }) => what === 'signed_in').slice(0, 5)
  return { others, ownedRecords, lines, signIns: signIns.map(({ at }) => at) }
}

/** An account's page with its initial password. A repeated submit redirects to the page without it. */
export const accountPageWithInitialPassword = async (
  id: number,
  password: string,
  { person, context }: ActivityReader,
): Promise<Answer> => ({
  ...(await accountPage({ person, context, account: await findAccount(id), password })),
  to: `/team/${id}`,
})

/** The account page with a rejected form and the typed values, and those of others where both changed a field. */
export const accountFormRefused = async (refused: RefusedForm<Person, Account | undefined>): Promise<Answer> => {
  const { person, context, record, form } = refused
  return accountPage({ person, context, account: record && (await findAccount(record.id)), form })
}

/** The account page with a rejected deactivation or hand-over form. */
export const deactivateFormRefused = async (refused: RefusedForm<Person, Account>) => {
  const { person, context, record, form } = refused
  return accountPage({ person, context, account: await findAccount(record.id), leaving: form })
}
