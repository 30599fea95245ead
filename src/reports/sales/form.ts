import { reader } from '../../database/database.ts'
import type { Translate } from '../../i18n/translate.ts'
import { choices } from '../../preferences/repository.ts'
import type { ChosenPreset } from '../../values/date-presets.ts'
import type { RenderContext } from '../../web/render-options.ts'
import { customerFilterChip, datePresetLinks, groupingOptions, peopleChoices, reportFormState } from '../engine/form.ts'
import type { Control, ReportForm } from '../view-props.ts'
import { dimensions, labelledSalesGrouping } from './dimensions.ts'
import { type SalesRequest, salesMeasureNames, salesReportUrl } from './parameters.ts'
import { salesMeasures } from './rows.ts'

const path = '/reports/sales'

/** The form of the sales report with its options. */
export async function salesReportForm(question: SalesRequest, _: RenderContext, t: Translate): Promise<ReportForm> {
  const { params, preset } = question
  const [people, region, category, product] = await Promise.all([
    peopleChoices(t),
    choices('region'),
    choices('category'),
    productModels(),
  ])
  const urlFor = (preset: ChosenPreset) => salesReportUrl(path, { params, preset })
  return {
    action: path,
    form: reportFormState({ ...params }),
    days: datePresetLinks(preset, urlFor, t),
    controls: [...groupControls(t), compareControl(t)],
    filters: [
      { name: 'region', label: t('reports.region'), suggestions: region },
      { name: 'product', label: t('reports.product_model'), suggestions: product, plainText: true },
      { name: 'category', label: t('reports.category'), suggestions: category },
      { name: 'owner_id', label: t('reports.salesperson'), options: people },
    ],
    narrowed: Boolean(params.region || params.product || params.category || params.owner_id),
    ...(await customerFilterChip(params.customer_id, salesReportUrl(path, question, { customer_id: null }), t)),
  }
}

/** Selects for grouping, split and measure. */
export function groupControls(t: Translate): Control[] {
  const groups = groupingOptions(dimensions.map(labelledSalesGrouping), t)
  return [
    { name: 'group_by', label: t('reports.group_by'), options: groups },
    {
      name: 'then_by',
      label: t('reports.split_by'),
      options: [{ value: '', label: t('reports.no_split') }, ...groups],
    },
    {
      name: 'measure',
      label: t('reports.measure'),
      options: groupingOptions(
        salesMeasureNames.map((name) => salesMeasures[name]),
        t,
      ),
    },
  ]
}

const compareControl = (t: Translate): Control => ({
  name: 'compare',
  label: t('reports.compare'),
  options: [
    { value: '', label: t('reports.no_comparison') },
    { value: 'previous', label: t('reports.compared_previous') },
    { value: 'last_year', label: t('reports.compared_last_year') },
  ],
})

/** The first 500 product models by name, as suggestions. */
async function productModels(): Promise<string[]> {
  const products = reader().selectFrom('products').select('model').orderBy('name_sort').orderBy('id')
  return (await products.limit(500).execute()).map(({ model }) => model)
}
