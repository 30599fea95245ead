import type { ChartProps } from '../charts/chart.ts'
import type { followUpsDue } from '../customers/communications/communications-repository.ts'
import type { DuplicateCandidate } from '../customers/duplicates/duplicates.ts'
import type { customerPrefillFromSearch } from '../customers/duplicates/prefill-from-search.ts'
import type { recentlyContacted } from '../customers/repository.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { DueOpportunity } from '../opportunities/due/needs-attention-repository.ts'
import type { nextStepsDue } from '../opportunities/due/next-steps-due-repository.ts'
import type { UnpaidOrder } from '../orders/ledger/receivables-repository.ts'
import type { ShownProgress } from '../performance/format.ts'
import type { Indicator } from '../performance/indicators.ts'

type Rows<F extends (...given: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>

/** A follow-up, or the next step of an opportunity; `daysOverdue` is 0 for those due today or later. */
export type DueItem = { due_on: string; daysOverdue: number } & (
  | ({ type: 'follow_up' } & Rows<typeof followUpsDue>[number])
  | ({ type: 'next_step' } & Rows<typeof nextStepsDue>[number])
)

/** What a list of due items needs to show one of them. */
interface DueItemProps<Type extends DueItem['type']> {
  one: Extract<DueItem, { type: Type }>
  today: string
  tomorrow: string
  back: Due['back']
}

/** The first of `count` follow-ups and next steps, by day. */
interface Due {
  today: string
  tomorrow: string
  due: DueItem[]
  count: number
  /** The page to return to after changing a follow-up. */
  back: '/' | '/follow-ups'
}

/** The dashboard's section; `late` is the number of overdue ones. */
export type DueProps = Due & { late: number }

interface Touched {
  recentCustomers: Rows<typeof recentlyContacted>
}

/** Orders with an amount due; `days` until the due date, negative when overdue. `all`: of all owners. */
export interface UnpaidProps {
  all: boolean
  sums: { owed: number; count: number; overdue: number; overdueCount: number }
  orders: (UnpaidOrder & { days: number })[]
}

/** Opportunities that need attention: why, and for how many days. `all`: of all owners. */
export interface StaleProps {
  all: boolean
  count: number
  opportunities: (DueOpportunity & { why: 'untouched' | 'past_date' | 'no_next_step'; days: number })[]
}

/** This month's indicators, the amount first. */
export interface ProgressProps {
  team: boolean
  href: string
  pace: { passed: number; days: number }
  progress: ShownProgress[]
  /** Number of active salespeople without a target that others have; 0 for one's own progress. */
  lacking: number
}

/** The team's progress, the first of `count` people. */
export interface TeamProps {
  chart: ChartProps
  count: number
  people: { id: number; name: string; href: string; progress: Record<Indicator, ShownProgress> }[]
}

declare module '../web/view-props.ts' {
  interface Views {
    'dashboard/page': Touched & {
      /** The date with its weekday. */
      heading: string
      due: DueProps
      check: Views['dashboard/duplicate-check']
      unpaid: UnpaidProps
      neglected: StaleProps
      progress: ProgressProps
      /** Null for salespeople. */
      team: TeamProps | null
    }
    'dashboard/unpaid-orders': UnpaidProps
    'dashboard/opportunities-needing-attention': StaleProps
    'dashboard/progress': ProgressProps
    'dashboard/team-figures': TeamProps
    'dashboard/follow-ups-due': Due
    'dashboard/due-list': Due
    'dashboard/due-follow-up': DueItemProps<'follow_up'>
    'dashboard/due-next-step': DueItemProps<'next_step'>
    'dashboard/due-state': Pick<DueItem, 'due_on' | 'daysOverdue'> & { today: string }
    'dashboard/follow-ups-page': Due & { previous: string | null; next: string | null }
    'dashboard/duplicate-check': {
      query: string
      found: DuplicateCandidate[]
      starting: ReturnType<typeof customerPrefillFromSearch>
    }
    'dashboard/recent-customers': Touched
    'dashboard/phone-menu': {
      path: string
      unread: number
      entries: { href: string; label: MessageKey; icon: string }[]
    }
  }
}
