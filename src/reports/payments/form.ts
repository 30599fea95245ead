import type { Translate } from '../../i18n/translate.ts'
import { choices } from '../../preferences/repository.ts'
import type { ChosenPreset } from '../../values/date-presets.ts'
import type { RenderContext } from '../../web/render-options.ts'
import { customerFilterChip, datePresetLinks, groupingOptions, peopleChoices, reportFormState } from '../engine/form.ts'
import type { ReportForm } from '../view-props.ts'
import { type PaymentsRequest, paymentGroupingsForRole, paymentsReportUrl } from './parameters.ts'

const path = '/reports/payments'

/**
 * The form of the payments report. A salesperson sees only their own orders, so they choose neither owner nor
 * salesperson grouping.
 */
export async function paymentsReportForm(
  question: PaymentsRequest,
  { person }: RenderContext,
  t: Translate,
): Promise<ReportForm> {
  const { params } = question
  const manages = person.role === 'manager'
  const [region, people] = await Promise.all([choices('region'), peopleChoices(t)])
  return {
    action: path,
    form: reportFormState({ ...params, settled: params.settled ? '1' : null }),
    days: daysOf(question, t),
    controls: [
      {
        name: 'group_by',
        label: t('reports.group_by'),
        options: groupingOptions(paymentGroupingsForRole(person.role), t),
      },
      {
        name: 'settled',
        label: t('reports.settled_orders'),
        options: [
          { value: '', label: t('reports.settled_hidden') },
          { value: '1', label: t('reports.settled_shown') },
        ],
      },
    ],
    filters: [
      { name: 'region', label: t('reports.region'), suggestions: region },
      ...(manages ? [{ name: 'owner_id', label: t('reports.owner'), options: people }] : []),
    ],
    narrowed: params.region !== null || (manages && params.owner_id !== null),
    ...(await customerFilterChip(params.customer_id, paymentsReportUrl(path, question, { customer_id: null }), t)),
  }
}

/** Links to the presets, preceded by 'all dates'. */
function daysOf(question: PaymentsRequest, t: Translate): NonNullable<ReportForm['days']> {
  const { params, preset } = question
  const { from, to } = params
  const current = preset === null && from === null && to === null
  const label = t('reports.all_days')
  const href = paymentsReportUrl(path, question, { preset: null, from: null, to: null })
  const urlFor = (preset: ChosenPreset) => paymentsReportUrl(path, { params, preset })
  const days = datePresetLinks(preset, urlFor, t, current ? label : undefined)
  return { ...days, presets: [{ label, href, current }, ...days.presets] }
}
