import { historyOf } from '../history/note.ts'
import { type Answer, page } from '../web/answers.ts'
import { type FormState, fresh } from '../web/form-state.ts'
import type { RefusedForm } from '../web/route.ts'
import { type Account, activePeople, findAccount } from './repository.ts'
import { shownAccount } from './team-form.ts'

interface AccountPageAsked {
  account: Account | undefined
  form?: FormState
  leaving?: FormState
  password?: string | null
}

/** The page of an account, or the form of a new one. */
export async function accountPage({ account, form, leaving, password = null }: AccountPageAsked): Promise<Answer> {
  const others = account ? (await activePeople()).filter(({ id }) => id !== account.id) : []
  const lines = account ? await historyOf('users', account.id, 30) : []
  const signIns = account
    ? (await historyOf('sessions', account.id, 200)).filter(({ what }) => what === 'signed_in').slice(0, 5)
    : []
  const refused = (form?.wrong.length ?? 0) + (leaving?.wrong.length ?? 0) > 0 || form?.theirs !== undefined
  return page(
    'accounts/account',
    {
      account: account ?? null,
      form: form ?? fresh(account ? shownAccount(account) : { role: 'salesperson' }),
      leaving: leaving ?? fresh(),
      others: others.map(({ id, name }) => ({ value: String(id), label: name })),
      password,
      lines: lines.map(({ at, who, what, field, old, new: now }) => ({ at, who: who ?? '', what, field, old, now })),
      signIns: signIns.map(({ at }) => at),
    },
    refused ? 422 : 200,
  )
}

/** The same, refused: as typed; where it was stale, theirs beside each field. */
export async function accountRefused({
  record,
  typed,
  wrong,
  stale,
}: RefusedForm<unknown, Account | undefined>): Promise<Answer> {
  const account = record && (await findAccount(record.id))
  const now = account ? shownAccount(account) : {}
  const theirs = Object.fromEntries(
    Object.entries(now).filter(([name, value]) => name !== 'version' && typed[name] !== value),
  )
  return accountPage({
    account,
    form: {
      typed: stale ? { ...typed, ...(now.version && { version: now.version }) } : typed,
      wrong,
      ...(stale && { theirs }),
    },
  })
}
