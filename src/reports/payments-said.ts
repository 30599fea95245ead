import { findAccount } from '../accounts/repository.ts'
import type { Translate } from '../i18n/translate.ts'
import { labelOf } from './dimensions.ts'
import type { PaymentPlace, PaymentsAsked } from './payments-question.ts'
import { customerCalled, range, unitSaid } from './said.ts'
import { wordOf } from './words.ts'

/** The order dates of a question in words. */
export function daysSaid({ from, to }: PaymentsAsked, t: Translate): string {
  if (from !== null && to !== null) return range({ from, to }, t)
  if (from !== null) return t('reports.from_day', { from })
  return to === null ? t('reports.all_days') : t('reports.to_day', { to })
}

/** Everything that a question narrows, in words. */
export async function paymentsSaid(asked: PaymentsAsked, t: Translate): Promise<string[]> {
  const { region, owner_id, customer_id, today } = asked
  const of = (label: string, value: string) => t('reports.narrowed', { label, value })
  return [
    t('reports.standing_on', { day: today }),
    of(t('reports.ordered_on'), daysSaid(asked, t)),
    ...(region ? [of(t('reports.region'), region)] : []),
    ...(owner_id ? [of(t('reports.owner'), (await findAccount(owner_id))?.name ?? String(owner_id))] : []),
    ...(customer_id ? [of(t('reports.customer'), await customerCalled(customer_id))] : []),
    unitSaid(t),
  ]
}

/** What the report shows, by what. */
export const paymentsTitle = ({ group_by }: PaymentsAsked, t: Translate): string =>
  t('reports.payments_title', { group: t(wordOf(group_by)) })

/** A group's name by its key. */
export const placeSaid = async ({ group, key }: PaymentPlace): Promise<string> =>
  group === 'order' ? key : labelOf(group, key)
