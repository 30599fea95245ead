import type { startingWith } from '../customers/duplicates/starting-with.ts'
import type { Key } from '../i18n/words.ts'
import type { Hit } from '../lists/search/finder.ts'
import type { Place } from './places.ts'

/** What one room found: `more` where its list has more. */
export interface Group {
  name: string
  label: Key
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
      places: Place[]
      newCustomer: ReturnType<typeof startingWith>
    }
    'search/palette': object
  }
}
