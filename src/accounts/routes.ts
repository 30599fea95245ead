import { z } from 'zod'
import type { Person } from '../access/person.ts'
import { choiceSchema, zodErrorOption } from '../web/field-schemas.ts'
import { initialFormState } from '../web/form-state.ts'
import { type Answer, page, redirect, redirectWithSessionChange } from '../web/responses.ts'
import { get, post, type RefusedForm } from '../web/route.ts'
import { findAccount, saveAccount } from './repository.ts'
import { preparePassword, setOwnPassword } from './sign-in/own-password.ts'
import { verifySignIn } from './sign-in/verify-sign-in.ts'

const secretText = z.string().max(1000, zodErrorOption('errors.too_long'))

const signInForm = z.object({ username: z.string().max(200, zodErrorOption('errors.too_long')), password: secretText })
const passwordForm = z.object({
  current_password: secretText,
  new_password: secretText,
  new_password_confirm: secretText,
})
const settingsForm = z.object({ locale: choiceSchema(['zh-CN', 'en']), theme: choiceSchema(['light', 'dark']) })
const languageForm = z.object({
  locale: choiceSchema(['zh-CN', 'en']),
  back: z
    .string()
    .regex(/^\/(?!\/)[^\\]*$/)
    .catch('/'),
})

const signInPage = (username = ''): Answer => page('accounts/sign-in', { form: initialFormState({ username }) })

const signInRefused = ({ values, errors }: RefusedForm<unknown, unknown>): Answer =>
  page('accounts/sign-in', { form: { values: { username: values.username }, errors } }, 422)

async function passwordPage({ id }: Person, wrong: RefusedForm<unknown, unknown>['errors'] = []): Promise<Answer> {
  const first = (await findAccount(id))?.must_change === 1
  return page('accounts/change-password', { first, form: { values: {}, errors: wrong } }, wrong.length > 0 ? 422 : 200)
}

/** Sign-in, sign-out, and the user's own password and settings. */
export const ownAccountRoutes = [
  get('/login', { permission: 'anyone' }, ({ person }) => (person ? redirect('/') : signInPage())),

  post(
    '/login',
    {
      permission: 'anyone',
      form: signInForm,
      onInvalid: signInRefused,
      prepare: ({ input, context }) => verifySignIn(input.username, input.password, context),
    },
    ({ prepared }) => redirectWithSessionChange('/', { signIn: prepared.id, browser: prepared.browser }),
  ),

  post('/logout', { permission: 'own.account' }, () => redirectWithSessionChange('/login', { signOut: true })),

  get('/password', { permission: 'own.account' }, ({ person }) => passwordPage(person)),

  post(
    '/password',
    {
      permission: 'own.account',
      form: passwordForm,
      onInvalid: ({ person, errors }) => passwordPage(person, errors),
      prepare: ({ person, input }) => preparePassword(person, input),
    },
    async ({ person, prepared }) => {
      await setOwnPassword(prepared, person)
      return redirectWithSessionChange('/', { signIn: person.id }, 'accounts.password_set')
    },
  ),

  get('/account', { permission: 'own.account' }, ({ person }) =>
    page('accounts/own-settings', {
      form: initialFormState({ locale: person.locale ?? '', theme: person.theme ?? '' }),
    }),
  ),

  post(
    '/account',
    {
      permission: 'own.account',
      form: settingsForm,
      onInvalid: ({ values, errors }) => page('accounts/own-settings', { form: { values, errors } }, 422),
    },
    async ({ person, input }) => {
      const account = await findAccount(person.id)
      if (account) await saveAccount(account, input, person)
      return redirect('/account', 'accounts.saved')
    },
  ),

  post('/account/language', { permission: 'own.account', form: languageForm }, async ({ person, input }) => {
    const account = await findAccount(person.id)
    if (account) await saveAccount(account, { locale: input.locale }, person)
    return redirect(input.back)
  }),
]
