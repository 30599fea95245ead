import type { ActivityLine } from '../history/activity.ts'
import type { Key } from '../i18n/words.ts'
import type { Pages } from '../lists/page.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { Assessed } from './period.ts'
import type { Shown, ShownProgress } from './shown.ts'
import type { Performer } from './team-repository.ts'
import type { Step } from './working.ts'

interface PeriodLink {
  href: string
  label: string
}

/** What stands over every page of a period. */
export interface PeriodHead {
  period: Assessed & { name: string }
  days: string
  unit: string
  printed: string
  printing: boolean
  dropped: string[]
  lengths: (PeriodLink & { current: boolean })[]
  previous: PeriodLink
  next: PeriodLink
  links: { page: string; csv: string; print: string }
}

/** What share of the period has passed. */
export interface ShownPace extends Shown {
  passed: number
  days: number
  bar: number
}

/** A manager's form: salesperson and period. */
export interface Choice {
  people: Option[]
  chosen: string
  period: string
  groups: { label: string; options: Option[] }[]
}

/** One person's line of the grid. */
interface TargetRow {
  id: number
  name: string
  cells: { month: string; label: string; name: string }[]
  sum: string
}

interface TargetsPage {
  form: FormState
  indicator: string
  unit: string
  year: string
  months: string[]
  rows: TargetRow[]
  totals: string[]
  total: string
  problems: { href: string | null; text: string }[]
  /** What the year before could fill, or has. */
  before: { year: string; count: number; filled: boolean; href: string } | null
  dropped: string[]
  links: { previous: string; next: string; indicators: (PeriodLink & { current: boolean })[] }
}

interface RecordsPage {
  head: PeriodHead
  who: Performer
  back: string
  title: string
  figures: ShownProgress[]
  closed: { won: number; lost: number } | null
  heads: { label: Key; numeric: boolean; card: 'what' | 'sum' | 'of' | null }[]
  rows: { id: number; cells: { text: string; href: string | null; numeric: boolean }[] }[]
  pages: Pages
}

declare module '../web/views.ts' {
  interface Views {
    'performance/team': {
      head: PeriodHead
      choice: Choice
      pace: ShownPace
      rows: { who: Performer & { href: string }; progress: ShownProgress[] }[]
      pages: Pages
      total: ShownProgress[]
      /** How many sell now without a target that others have. */
      lacking: number
    }
    'performance/person': {
      head: PeriodHead
      who: Performer
      choice: Choice | null
      pace: ShownPace
      rows: (ShownProgress & { steps: Step[] })[]
      before: { name: string; key: string; href: string; progress: ShownProgress[] }[]
      changes: ActivityLine[]
    }
    'performance/records': RecordsPage
    'performance/targets': TargetsPage
    'performance/choice': Choice
    'performance/actions': PeriodHead
    'performance/notices': { dropped: string[] }
    'performance/goal': { one: ShownProgress }
  }
}
