import { activePeople, findAccount } from '../../accounts/repository.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type Preset, presets } from '../../values/periods.ts'
import { emptyForm, type Option } from '../../web/form-state.ts'
import type { Chip, ReportForm } from '../views.ts'
import { customerLabel } from './labels.ts'
import type { Grouping } from './result.ts'

/** What is asked as its form shows it. */
export const fieldsOf = (asked: Record<string, unknown>): ReportForm['form'] =>
  emptyForm(Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value ?? '')])))

/** Words of ours as the choices of a field. */
export const choicesOf = (groupings: readonly Grouping[], t: Translate): Option[] =>
  groupings.map(({ name, label }) => ({ value: name, label: t(label) }))

/** The presets, each leading to the same question over its days; `chosen` says what else the days are. */
export const presetChoices = (
  preset: Preset | null,
  at: (preset: Preset) => string,
  t: Translate,
  chosen = t('reports.custom_dates'),
): NonNullable<ReportForm['days']> => ({
  presets: presets.map((name) => ({ label: t(`reports.preset_${name}`), href: at(name), current: name === preset })),
  chosen: preset ? t(`reports.preset_${preset}`) : chosen,
})

/** Who can be chosen: whoever works here, and the one who is chosen though they left. */
export async function peopleChoices(chosen: number | null, t: Translate): Promise<Option[]> {
  const [people, one] = await Promise.all([activePeople(), chosen === null ? undefined : findAccount(chosen)])
  const gone = one && !people.some(({ id }) => id === one.id) ? [one] : []
  return [
    { value: '', label: t('list.any') },
    ...[...people, ...gone].map(({ id, name }) => ({ value: String(id), label: name })),
  ]
}

/** The customer that a link narrowed a report to: kept by the form, and the way back. */
export async function customerKept(
  id: number | null,
  without: string,
  t: Translate,
): Promise<Pick<ReportForm, 'kept' | 'chips'>> {
  if (id === null) return { kept: [], chips: [] }
  const chip: Chip = {
    label: t('reports.customer'),
    value: await customerLabel(id),
    href: without,
    icon: 'x',
    hint: t('reports.remove'),
  }
  return { kept: [{ name: 'customer_id', value: String(id) }], chips: [chip] }
}
