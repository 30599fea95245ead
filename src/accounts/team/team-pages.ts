import type { Person } from '../../access/person.ts'
import { activityOf, type Reader } from '../../history/activity.ts'
import { historyOf } from '../../history/note.ts'
import { pageSize } from '../../lists/list.ts'
import { pagesAround } from '../../lists/pages.ts'
import { type Answer, type PageAnswer, page } from '../../web/answers.ts'
import { type FormState, fresh } from '../../web/form-state.ts'
import type { RefusedForm } from '../../web/route.ts'
import { accountActivity } from '../activity.ts'
import { heldBy } from '../owned-records.ts'
import { type Account, accountsOn, activePeople, findAccount } from '../repository.ts'
import { shownAccount } from './team-form.ts'

interface AccountPageAsked extends Reader {
  account: Account | undefined
  form?: FormState
  leaving?: FormState
  password?: string
}

/** Who may sign in, a page of them; `q`: those who are called so. */
export async function teamPage(q: string, number: number, dropped: string[]): Promise<Answer> {
  const { rows, count } = await accountsOn(q, { limit: pageSize, offset: (number - 1) * pageSize })
  const at = (other: number) => {
    const asked = new URLSearchParams({ ...(q && { q }), ...(other > 1 && { page: String(other) }) })
    return asked.size > 0 ? `/team?${asked}` : '/team'
  }
  const shown = { page: number, rows: rows.length, size: pageSize, total: count, more: false }
  return page('accounts/team', { accounts: rows, q, pages: pagesAround(shown, at), dropped })
}

/** The page of an account, or the form of a new one. */
export async function accountPage(asked: AccountPageAsked): Promise<PageAnswer> {
  const { person, account, form, leaving, password } = asked
  const others = account ? (await activePeople()).filter(({ id }) => id !== account.id) : []
  const signIns = account
    ? (await historyOf('sessions', account.id, 200)).filter(({ what }) => what === 'signed_in').slice(0, 5)
    : []
  return page(
    'accounts/account',
    {
      account: account ?? null,
      own: account?.id === person.id,
      form: form ?? fresh(account ? shownAccount(account) : { role: 'salesperson' }),
      leaving: leaving ?? fresh(),
      others: others.map(({ id, name }) => ({ value: String(id), label: name })),
      password: password ?? null,
      held: account ? await heldBy(account.id) : [],
      lines: account ? await activityOf(accountActivity, account.id, 30, asked) : [],
      signIns: signIns.map(({ at }) => at),
    },
    [form, leaving].some(isRefused) ? 422 : 200,
  )
}

/** An account's page with its initial password; the same form sent again leads to the page without it. */
export const initialPasswordPage = async (
  id: number,
  password: string,
  { person, around }: Reader,
): Promise<Answer> => ({
  ...(await accountPage({ person, around, account: await findAccount(id), password })),
  to: `/team/${id}`,
})

const isRefused = (form: FormState | undefined) => form && (form.wrong.length > 0 || form.theirs !== undefined)

/** The same, refused: as typed; where it was stale, theirs beside each field. */
export async function accountRefused(asked: RefusedForm<Person, Account | undefined>): Promise<Answer> {
  const { record, typed, wrong, stale } = asked
  const account = record && (await findAccount(record.id))
  const now = account ? shownAccount(account) : {}
  const theirs = Object.fromEntries(
    Object.entries(now).filter(([name, value]) => name !== 'version' && typed[name] !== value),
  )
  return accountPage({
    ...asked,
    account,
    form: {
      typed: stale ? { ...typed, ...(now.version && { version: now.version }) } : typed,
      wrong,
      ...(stale && { theirs }),
    },
  })
}

/** The same, where the form that takes the account out of use was refused. */
export const leavingRefused = async (asked: RefusedForm<Person, Account>) => {
  const { record, typed, wrong, stale } = asked
  const leaving = { typed, wrong, ...(stale && { theirs: {} }) }
  return accountPage({ ...asked, account: await findAccount(record.id), leaving })
}
