import type { prefillFrom } from '../customers/duplicates/prefill.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Hit } from '../lists/search/global-search.ts'
import type { MenuPlace } from './places.ts'

/** What one room found: `more` where its list has more. */
export interface Group {
  name: string
  label: MessageKey
  icon: string
  path: string
  hits: Hit[]
  more: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'search/page': {
      q: string
      groups: Group[]
      total: number
      more: boolean
      places: MenuPlace[]
      newCustomer: ReturnType<typeof prefillFrom>
    }
    'search/palette': object
  }
}
