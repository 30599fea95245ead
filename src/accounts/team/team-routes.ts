import { z } from 'zod'
import { pageNumber, text } from '../../web/forms.ts'
import { redirect } from '../../web/responses.ts'
import { get, post } from '../../web/route.ts'
import { findAccount } from '../repository.ts'
import { hashPassword, initialPassword } from '../sign-in/password.ts'
import { activate, changeAccount, createAccount, deactivate, handOver, resetPassword } from './team.ts'
import { accountForm, deactivateForm, shownAccount } from './team-form.ts'
import { accountPage, accountRefused, initialPasswordPage, leavingRefused, teamPage } from './team-pages.ts'

const teamQuery = z.object({ q: text(100), page: pageNumber() })

/** A new initial password with its hash, made outside the transaction. */
async function freshPassword() {
  const password = initialPassword()
  return { password, password_hash: await hashPassword(password) }
}

/** The managers' half: who may sign in, and as what. */
export const teamRoutes = [
  get('/team', { may: 'accounts.manage', query: teamQuery }, ({ query, dropped }) =>
    teamPage(query.q ?? '', query.page, dropped),
  ),

  get('/team/new', { may: 'accounts.manage' }, ({ person, around }) =>
    accountPage({ person, around, account: undefined }),
  ),

  post(
    '/team',
    { may: 'accounts.manage', form: accountForm, refused: accountRefused, before: freshPassword },
    async ({ input, person, prepared, around }) => {
      const id = await createAccount(input, prepared.password_hash, person)
      return initialPasswordPage(id, prepared.password, { person, around })
    },
  ),

  get('/team/:id', { may: 'accounts.manage', about: findAccount }, ({ record, ...asked }) =>
    accountPage({ ...asked, account: record }),
  ),

  post(
    '/team/:id',
    { may: 'accounts.manage', about: findAccount, form: accountForm, shown: shownAccount, refused: accountRefused },
    async ({ record, input, person }) => {
      await changeAccount(record, input, person)
      return redirect(`/team/${record.id}`, 'accounts.saved')
    },
  ),

  post(
    '/team/:id/reset-password',
    { may: 'accounts.manage', about: findAccount, before: freshPassword },
    async ({ record, person, prepared, around }) => {
      await resetPassword(record, prepared.password_hash, person)
      return initialPasswordPage(record.id, prepared.password, { person, around })
    },
  ),

  post(
    '/team/:id/deactivate',
    {
      may: 'accounts.manage',
      about: findAccount,
      form: deactivateForm,
      refused: leavingRefused,
    },
    async ({ record, input, person }) => {
      await deactivate(record, input.reassign_to, person)
      return redirect(`/team/${record.id}`, 'accounts.deactivated')
    },
  ),

  post(
    '/team/:id/hand-over',
    { may: 'accounts.manage', about: findAccount, form: deactivateForm, refused: leavingRefused },
    async ({ record, input, person }) => {
      await handOver(record, input.reassign_to, person)
      return redirect(`/team/${record.id}`, 'accounts.handed_over')
    },
  ),

  post('/team/:id/activate', { may: 'accounts.manage', about: findAccount }, async ({ record, person }) => {
    await activate(record, person)
    return redirect(`/team/${record.id}`, 'accounts.activated')
  }),
]
