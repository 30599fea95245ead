import type { Fields } from '../fields/definition.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { PageLinks } from '../lists/list-page-props.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { CreditPerson } from './creditable-people.ts'
import type { OwnedCount } from './owned-records.ts'
import type { Account } from './repository.ts'

declare module '../web/view-props.ts' {
  interface Views {
    'partials/sales-credit-fields': {
      form: FormState
      people: CreditPerson[]
      /** The owner, whose field follows the others; '' if not chosen yet. */
      owner_id: number | string
      /** Whether all the credit moves to a new owner. */
      moves: boolean
    }
    /** `next`: where to go on, null if the page was opened by itself; `sent`: whether a form was sent. */
    'accounts/sign-in': { form: FormState; next: string | null; sent: boolean }
    'accounts/change-password': { first: boolean; form: FormState; next: string | null }
    'accounts/own-settings': { form: FormState }
    'accounts/team': { accounts: Account[]; q: string; pages: PageLinks; ignoredParams: string[] }
    'accounts/team-member': {
      account: Account | null
      /** Whether it is the current user's own account. */
      own: boolean
      form: FormState
      employmentFields: Fields
      leaving: FormState
      others: Option[]
      password: string | null
      ownedRecords: OwnedCount[]
      lines: ActivityLine[]
      signIns: string[]
    }
  }
}
