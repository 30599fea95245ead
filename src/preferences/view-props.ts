import type { ActivityLine } from '../history/activity.ts'
import type { FormState } from '../web/form-state.ts'
import type { ChoiceList } from './repository.ts'

declare module '../web/view-props.ts' {
  interface Views {
    'preferences/page': { form: FormState; lists: { name: ChoiceList; count: number }[]; changes: ActivityLine[] }
    'preferences/choice-list': {
      list: ChoiceList
      form: FormState
      /** Whether the list is empty and common values are available. */
      mayFill: boolean
      /** Whether the form is prefilled with common values that are not saved yet. */
      filled: boolean
    }
  }
}
