import { activePeople, findAccount } from '../accounts/repository.ts'
import { today } from '../i18n/format.ts'
import type { Translate } from '../i18n/translate.ts'
import { choices } from '../preferences/repository.ts'
import { type Preset, presetOver, presets } from '../values/periods.ts'
import { fresh, type Option } from '../web/form-state.ts'
import { dimensions, productModels } from './dimensions.ts'
import { addressOf, comparisons, measures, type Question, type SalesAsked } from './question.ts'
import { customerCalled } from './said.ts'
import type { Chip, Control, ReportForm } from './views.ts'
import { wordOf } from './words.ts'

/** The parameters of the sales report as a form, with what it offers. */
export async function salesForm(question: Question, t: Translate): Promise<ReportForm> {
  const { asked, preset } = question
  const [people, region, category, product] = await Promise.all([
    peopleOffered(asked.owner_id, t),
    choices('region'),
    choices('category'),
    productModels(),
  ])
  const at = (name: Preset) => addressOf('/reports/sales', { asked, preset: name })
  return {
    action: '/reports/sales',
    form: asTyped(asked),
    // The form sends the days of a preset as days; the menu still says which they are.
    days: daysOffered(preset ?? presetOver(asked, today()), at, t),
    controls: [
      ...groupControls(t),
      {
        name: 'compare',
        label: t('reports.compare'),
        options: [{ value: '', label: t('reports.no_comparison') }, ...offered(comparisons, t)],
      },
    ],
    filters: [
      { name: 'region', label: t('reports.region'), suggestions: region },
      { name: 'product', label: t('reports.product_model'), suggestions: product, plainText: true },
      { name: 'category', label: t('reports.category'), suggestions: category },
      { name: 'owner_id', label: t('reports.salesperson'), options: people },
    ],
    narrowed: Boolean(asked.region || asked.product || asked.category || asked.owner_id),
    ...(await customerKept(asked.customer_id, addressOf('/reports/sales', question, { customer_id: null }), t)),
  }
}

/** What sales are grouped by, divided by and measured in. */
export const groupControls = (t: Translate): Control[] => [
  { name: 'group_by', label: t('reports.group_by'), options: offered(dimensions, t) },
  {
    name: 'then_by',
    label: t('reports.then_by'),
    options: [{ value: '', label: t('reports.not_divided') }, ...offered(dimensions, t)],
  },
  { name: 'measure', label: t('reports.measure'), options: offered(measures, t) },
]

/** A question as its form shows it. */
export const asTyped = (asked: Partial<Record<keyof SalesAsked, unknown>>): ReportForm['form'] =>
  fresh(Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value ?? '')])))

/** Words of ours as the choices of a field. */
export const offered = (names: readonly string[], t: Translate): Option[] =>
  names.map((value) => ({ value, label: t(wordOf(value)) }))

/** The presets, each leading to the same question over its days; `first` are choices of the report's own. */
export const daysOffered = (
  preset: Preset | null,
  at: (preset: Preset) => string,
  t: Translate,
  chosen = t('reports.chosen_days'),
): { presets: { label: string; href: string; current: boolean }[]; chosen: string } => ({
  presets: presets.map((name) => ({ label: t(`reports.preset_${name}`), href: at(name), current: name === preset })),
  chosen: preset ? t(`reports.preset_${preset}`) : chosen,
})

/** Who can be chosen: whoever works here, and the one who is chosen though they left. */
export async function peopleOffered(chosen: number | null, t: Translate): Promise<Option[]> {
  const [people, one] = await Promise.all([activePeople(), chosen === null ? undefined : findAccount(chosen)])
  const gone = one && !people.some(({ id }) => id === one.id) ? [one] : []
  return [
    { value: '', label: t('list.filter_off') },
    ...[...people, ...gone].map(({ id, name }) => ({ value: String(id), label: name })),
  ]
}

/** The customer that a link narrowed a report to: kept by the form, and the way back. */
export async function customerKept(
  id: number | null,
  without: string,
  t: Translate,
): Promise<{ kept: ReportForm['kept']; chips: Chip[] }> {
  if (id === null) return { kept: [], chips: [] }
  return {
    kept: [{ name: 'customer_id', value: String(id) }],
    chips: [
      {
        label: t('reports.customer'),
        value: await customerCalled(id),
        href: without,
        icon: 'x',
        hint: t('reports.remove'),
      },
    ],
  }
}
