import { z } from 'zod'
import { shownByHistory } from '../../web/concurrent-edits/shown-record.ts'
import { pageNumberSchema, textSchema } from '../../web/field-schemas.ts'
import { redirect } from '../../web/responses.ts'
import { get, post } from '../../web/route.ts'
import { findAccount } from '../repository.ts'
import { hashPassword, initialPassword } from '../sign-in/password.ts'
import { accountForm, accountFormValues, deactivateForm } from './account-form.ts'
import {
  changeAccount,
  createAccount,
  deactivateAccount,
  handOverRecords,
  reactivateAccount,
  resetPassword,
} from './manage-accounts.ts'
import {
  accountFormRefused,
  accountPage,
  accountPageWithInitialPassword,
  deactivateFormRefused,
  teamPage,
} from './team-pages.ts'

const teamQuery = z.object({ q: textSchema(100), page: pageNumberSchema() })

/** A new initial password and its hash; hashing is slow, so it runs before the transaction. */
async function freshPassword() {
  const password = initialPassword()
  return { password, password_hash: await hashPassword(password) }
}

/** Account administration for managers. */
export const teamRoutes = [
  get('/team', { permission: 'accounts.manage', query: teamQuery, namesIgnored: true }, ({ query, ignoredParams }) =>
    teamPage(query.q ?? '', query.page, ignoredParams),
  ),

  get('/team/new', { permission: 'accounts.manage' }, ({ person, context }) =>
    accountPage({ person, context, account: undefined }),
  ),

  post(
    '/team',
    { permission: 'accounts.manage', form: accountForm, onInvalid: accountFormRefused, prepare: freshPassword },
    async ({ input, person, prepared, context }) => {
      const id = await createAccount(input, prepared.password_hash, person)
      return accountPageWithInitialPassword(id, prepared.password, { person, context })
    },
  ),

  get('/team/:id', { permission: 'accounts.manage', load: findAccount }, ({ record, ...asked }) =>
    accountPage({ ...asked, account: record }),
  ),

  post(
    '/team/:id',
    {
      permission: 'accounts.manage',
      load: findAccount,
      form: accountForm,
      toFormValues: accountFormValues,
      shownAt: shownByHistory('users', 'accounts'),
      onInvalid: accountFormRefused,
    },
    async ({ record, input, person }) => {
      await changeAccount(record, input, person)
      return redirect(`/team/${record.id}`, 'accounts.saved')
    },
  ),

  post(
    '/team/:id/reset-password',
    { permission: 'accounts.manage', load: findAccount, prepare: freshPassword },
    async ({ record, person, prepared, context }) => {
      await resetPassword(record, prepared.password_hash, person)
      return accountPageWithInitialPassword(record.id, prepared.password, { person, context })
    },
  ),

  post(
    '/team/:id/deactivate',
    {
      permission: 'accounts.manage',
      load: findAccount,
      form: deactivateForm,
      onInvalid: deactivateFormRefused,
    },
    async ({ record, input, person }) => {
      await deactivateAccount(record, input.reassign_to, person)
      return redirect(`/team/${record.id}`, 'accounts.deactivated')
    },
  ),

  post(
    '/team/:id/hand-over',
    { permission: 'accounts.manage', load: findAccount, form: deactivateForm, onInvalid: deactivateFormRefused },
    async ({ record, input, person }) => {
      await handOverRecords(record, input.reassign_to, person)
      return redirect(`/team/${record.id}`, 'accounts.handed_over')
    },
  ),

  post('/team/:id/activate', { permission: 'accounts.manage', load: findAccount }, async ({ record, person }) => {
    await reactivateAccount(record, person)
    return redirect(`/team/${record.id}`, 'accounts.activated')
  }),
]
