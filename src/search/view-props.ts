import type { customerPrefillFromSearch } from '../customers/duplicates/prefill-from-search.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { SearchHit } from '../lists/search/global-search.ts'
import type { MenuTarget } from './menu-matches.ts'

/** The results of one feature; `more`: its list has more. */
export interface SearchGroup {
  name: string
  label: MessageKey
  icon: string
  path: string
  hits: SearchHit[]
  more: boolean
}

declare module '../web/view-props.ts' {
  interface Views {
    'search/page': {
      q: string
      groups: SearchGroup[]
      total: number
      more: boolean
      places: MenuTarget[]
      newCustomer: ReturnType<typeof customerPrefillFromSearch>
    }
    'search/palette-dialog': object
  }
}
