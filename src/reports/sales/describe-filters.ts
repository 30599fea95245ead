import type { Translate } from '../../i18n/translate.ts'
import { activeFilters } from '../../lists/list-page-props.ts'
import { orderList } from '../../orders/list.ts'
import { daysBetween } from '../../values/days.ts'
import { groupLabelOf } from '../engine/group-names.ts'
import { currencyNote, customerLabel, filterText, inTitle, personLabel, rangeText } from '../engine/parameter-texts.ts'
import { groupName } from '../engine/period-names.ts'
import { labelledSalesGrouping } from './dimensions.ts'
import type { GroupKey, ListedOrders } from './filter-conditions.ts'
import type { SalesParameters } from './parameters.ts'
import { salesMeasures } from './rows.ts'

/** The title of a sales report: its measure and groupings. */
export function salesTitle({ measure, group_by, then_by }: SalesParameters, t: Translate): string {
  const [first, second] = [group_by, then_by].map(
    (dimension) => dimension && inTitle(labelledSalesGrouping(dimension).label, t),
  )
  const words = { measure: t(salesMeasures[measure].label), first: first ?? '' }
  return second ? t('reports.title_crossed', { ...words, second }) : t('reports.title_plain', words)
}

/** The date range and filters as texts. */
export async function salesReportFilterTexts(params: SalesParameters, t: Translate): Promise<string[]> {
  const { orders, region, product, category, owner_id, customer_id } = params
  if (orders)
    return [
      ...(await orderListFilterTexts(orders, t)).flatMap(({ label, value }) => filterText(label, value, t)),
      currencyNote(t),
    ]
  return [
    rangeText(params, t),
    ...filterText(t('reports.region'), region, t),
    ...filterText(t('reports.product'), product, t),
    ...filterText(t('reports.category'), category, t),
    ...filterText(t('reports.salesperson'), owner_id && (await personLabel(owner_id)), t),
    ...filterText(t('reports.customer'), customer_id && (await customerLabel(customer_id)), t),
    currencyNote(t),
  ]
}

/** The search text and filters of the order list, each with its label. */
export async function orderListFilterTexts(
  { question, person }: ListedOrders,
  t: Translate,
): Promise<{ label: string; value: string }[]> {
  const chosen = (await activeFilters(orderList, question, person)).map(({ label, value }) => ({
    label: t(label),
    value: 'key' in value ? t(value.key, value.values) : value.text,
  }))
  return question.q === '' ? chosen : [{ label: t('search'), value: question.q }, ...chosen]
}

/** The labels of a cell's group keys: 1998-05, USA. */
export const groupKeyLabels = (params: SalesParameters, places: readonly GroupKey[], t: Translate): Promise<string[]> =>
  Promise.all(
    places.map(async ({ dimension, key }) =>
      groupName(dimension, { key, label: key === null ? null : await groupLabelOf(dimension, key) }, params, t),
    ),
  )

/** What is compared with what, with the numbers of days if they differ; none without a comparison. */
export function comparisonNote({ from, to, compared }: SalesParameters, t: Translate): string[] {
  if (!compared) return []
  const days = [{ from, to }, compared].map((range) => daysBetween(range.from, range.to) + 1)
  const ranges = { range: rangeText({ from, to }, t), compared: rangeText(compared, t) }
  const [own = 0, other = 0] = days
  return [
    own === other
      ? t('reports.comparison', ranges)
      : t('reports.comparison_of_unequal_days', { ...ranges, days: own, compared_days: other }),
  ]
}
