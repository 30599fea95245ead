import type { followUpsDue } from '../customers/communications-repository.ts'
import type { lastTouched } from '../customers/repository.ts'
import type { Key } from '../i18n/words.ts'

type Rows<F extends (...given: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>

declare module '../web/views.ts' {
  interface Views {
    'dashboard/start': {
      today: string
      tomorrow: string
      due: Rows<typeof followUpsDue>
      touched: Rows<typeof lastTouched>
    }
    'dashboard/menu': { path: string; entries: { href: string; label: Key; icon: string }[] }
  }
}
