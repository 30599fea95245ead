import type { FormState } from '../web/form-state.ts'

declare module '../web/view-props.ts' {
  interface Views {
    'maintenance/about': { version: string }
    'maintenance/design-reference': { form: FormState; today: string }
  }
}
