import type { Translate } from '../../i18n/translate.ts'
import type { ReportMessages } from '../engine/definition.ts'
import { currencyNote, customerLabel, filterText, personLabel, rangeText } from '../engine/parameter-texts.ts'
import type { PaymentsParameters } from './parameters.ts'

/** The title and parameters of a payments page as texts. */
export async function paymentsReportDescription(
  params: PaymentsParameters,
  title: string,
  t: Translate,
): Promise<ReportMessages> {
  const { region, owner_id, customer_id, today } = params
  const days = daysText(params, t)
  return {
    title,
    days,
    parameters: [
      t('reports.as_of', { day: today }),
      ...filterText(t('reports.ordered_on'), days, t),
      ...filterText(t('reports.region'), region, t),
      ...filterText(t('reports.owner'), owner_id && (await personLabel(owner_id)), t),
      ...filterText(t('reports.customer'), customer_id && (await customerLabel(customer_id)), t),
      currencyNote(t),
    ],
  }
}

/** The range of order dates as text. */
function daysText({ from, to }: PaymentsParameters, t: Translate): string {
  if (from !== null && to !== null) return rangeText({ from, to }, t)
  if (from !== null) return t('reports.from_day', { from })
  return to === null ? t('reports.all_days') : t('reports.to_day', { to })
}
