import type { FormState } from '../web/form-state.ts'

declare module '../web/views.ts' {
  interface Views {
    'accounts/sign-in': { form: FormState }
    'accounts/password': { first: boolean; form: FormState }
    'accounts/own': { form: FormState }
  }
}
