import type { followUpsDue } from '../customers/communications-repository.ts'
import type { Candidate } from '../customers/duplicates.ts'
import type { lastTouched } from '../customers/repository.ts'
import type { Key } from '../i18n/words.ts'

type Rows<F extends (...given: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>

interface Due {
  today: string
  tomorrow: string
  due: Rows<typeof followUpsDue>
}

interface Touched {
  touched: Rows<typeof lastTouched>
}

declare module '../web/views.ts' {
  interface Views {
    'dashboard/start': Due &
      Touched & {
        /** The day as people say it, with its weekday. */
        heading: string
        late: number
        check: Views['dashboard/check']
      }
    'dashboard/due': Due
    'dashboard/check': { asked: string; found: Candidate[] }
    'dashboard/touched': Touched
    'dashboard/menu': { path: string; unread: number; entries: { href: string; label: Key; icon: string }[] }
  }
}
