import type { ChartProps } from '../charts/chart.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { PageLinks } from '../lists/list-page-props.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { BreakdownStep } from './calculation-breakdown.ts'
import type { FormattedIndicator, ShownProgress } from './format.ts'
import type { AssessedPeriod } from './period.ts'
import type { Salesperson } from './team-repository.ts'

interface PeriodLink {
  href: string
  label: string
}

/** The head of every page about a period. */
export interface PeriodHead {
  period: AssessedPeriod & { name: string }
  days: string
  unit: string
  printed: string
  printing: boolean
  ignoredParams: string[]
  lengths: (PeriodLink & { current: boolean })[]
  previous: PeriodLink
  next: PeriodLink
  links: { page: string; csv: string; print: string }
}

/** The elapsed share of the period. */
export interface ShownPace extends FormattedIndicator {
  passed: number
  days: number
  bar: number
}

/** The manager's form to choose person and period. */
export interface Choice {
  people: Option[]
  chosen: string
  period: string
  groups: { label: string; options: Option[] }[]
}

/** A person's row in the grid. */
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
  /** Last year's targets: how many empty cells they can fill, or have filled; null if none. */
  before: { year: string; count: number; filled: boolean; href: string } | null
  ignoredParams: string[]
  links: { previous: string; next: string; indicators: (PeriodLink & { current: boolean })[] }
}

interface RecordsPage {
  head: PeriodHead
  who: Salesperson
  back: string
  title: string
  figures: ShownProgress[]
  closed: { won: number; lost: number } | null
  heads: { label: MessageKey; numeric: boolean; card: 'what' | 'sum' | 'of' | null }[]
  rows: { id: number; cells: { text: string; href: string | null; numeric: boolean }[] }[]
  pages: PageLinks
}

declare module '../web/view-props.ts' {
  interface Views {
    'performance/team': {
      head: PeriodHead
      choice: Choice
      pace: ShownPace
      chart: ChartProps
      rows: { who: Salesperson & { href: string }; progress: ShownProgress[] }[]
      pages: PageLinks
      total: ShownProgress[]
      /** Number of active salespeople without a target for an indicator for which others have one. */
      lacking: number
    }
    'performance/person': {
      head: PeriodHead
      who: Salesperson
      choice: Choice | null
      pace: ShownPace
      rows: (ShownProgress & { steps: BreakdownStep[] })[]
      chart: ChartProps
      before: { name: string; key: string; href: string; progress: ShownProgress[] }[]
      changes: ActivityLine[]
    }
    'performance/records': RecordsPage
    'performance/targets': TargetsPage
    'performance/period-form': Choice
    'performance/period-pager-and-export': PeriodHead
    'performance/ignored-parameters': { ignoredParams: string[] }
    'performance/target-progress': { one: ShownProgress }
  }
}
