import type { ActivityLine } from '../history/activity.ts'
import type { FormState } from '../web/form-state.ts'
import type { ChoiceList } from './repository.ts'

declare module '../web/views.ts' {
  interface Views {
    'preferences/page': { form: FormState; lists: { name: ChoiceList; count: number }[]; story: ActivityLine[] }
    'preferences/choice-list': {
      list: ChoiceList
      form: FormState
      /** Whether the list is empty and there are usual words to begin with. */
      mayFill: boolean
      /** Whether the usual words stand in the form, not yet saved. */
      filled: boolean
    }
  }
}
