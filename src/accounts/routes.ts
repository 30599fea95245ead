import { z } from 'zod'
import type { Person } from '../access/person.ts'
import { choiceSchema, zodErrorOption } from '../web/field-schemas.ts'
import { initialFormState } from '../web/form-state.ts'
import { type Answer, page, redirect, redirectWithSessionChange } from '../web/responses.ts'
import { get, post, type RefusedForm } from '../web/route.ts'
import { localPath } from '../web/session/return-path.ts'
import { findAccount, saveAccount } from './repository.ts'
import { preparePassword, setOwnPassword } from './sign-in/own-password.ts'
import { verifySignIn } from './sign-in/verify-sign-in.ts'

const secretText = z.string().max(1000, zodErrorOption('errors.too_long'))

/** Where to go on after signing in; null if that is no path of this site. */
const next = z.unknown().transform(localPath)
const sent = z.unknown().transform((typed) => typed === '1')

const signInForm = z.object({
  username: z.string().max(200, zodErrorOption('errors.too_long')),
  password: secretText,
  next,
  sent,
})
const passwordForm = z.object({
  current_password: secretText,
  new_password: secretText,
  new_password_confirm: secretText,
  next,
})
const settingsForm = z.object({ locale: choiceSchema(['zh-CN', 'en']), theme: choiceSchema(['light', 'dark']) })
const languageForm = z.object({
  locale: choiceSchema(['zh-CN', 'en']),
  back: z
    .string()
    .regex(/^\/(?!\/)[^\\]*$/)
    .catch('/'),
})

const signInRefused = ({ values: { username, ...values }, errors }: RefusedForm<unknown, unknown>): Answer =>
  page(
    'accounts/sign-in',
    { form: { values: { username }, errors }, next: localPath(values.next), sent: values.sent === '1' },
    422,
  )

async function passwordPage(
  { id }: Person,
  next: string | null,
  wrong: RefusedForm<unknown, unknown>['errors'] = [],
): Promise<Answer> {
  const first = (await findAccount(id))?.must_change === 1
  const form = { values: {}, errors: wrong }
  return page('accounts/change-password', { first, form, next }, wrong.length > 0 ? 422 : 200)
}

/** Sign-in, sign-out, and the user's own password and settings. */
export const ownAccountRoutes = [
  get('/login', { permission: 'anyone', query: z.object({ next, sent }) }, ({ person, query }) =>
    person
      ? redirect(query.next ?? '/')
      : page('accounts/sign-in', { form: initialFormState({ username: '' }), ...query }),
  ),

  post(
    '/login',
    {
      permission: 'anyone',
      form: signInForm,
      onInvalid: signInRefused,
      prepare: ({ input, context }) => verifySignIn(input.username, input.password, context),
    },
    ({ prepared, input }) =>
      redirectWithSessionChange(input.next ?? '/', { signIn: prepared.id, browser: prepared.browser }),
  ),

  post('/logout', { permission: 'own.account' }, () => redirectWithSessionChange('/login', { signOut: true })),

  get('/password', { permission: 'own.account', query: z.object({ next }) }, ({ person, query }) =>
    passwordPage(person, query.next),
  ),

  post(
    '/password',
    {
      permission: 'own.account',
      form: passwordForm,
      onInvalid: ({ person, values, errors }) => passwordPage(person, localPath(values.next), errors),
      prepare: ({ person, input }) => preparePassword(person, input),
    },
    async ({ person, prepared, input }) => {
      await setOwnPassword(prepared, person)
      return redirectWithSessionChange(input.next ?? '/', { signIn: person.id }, 'accounts.password_set')
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
