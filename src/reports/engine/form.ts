import { everybody } from '../../accounts/repository.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type ChosenPreset, isRunning, presets } from '../../values/date-presets.ts'
import { initialFormState, type Option } from '../../web/form-state.ts'
import type { Chip, ReportForm } from '../view-props.ts'
import { customerLabel } from './parameter-texts.ts'
import type { Grouping } from './result.ts'

/** The parameters as form values. */
export const reportFormState = (params: Record<string, unknown>): ReportForm['form'] =>
  initialFormState(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value ?? '')])))

/** Groupings as options of a select. */
export const groupingOptions = (groupings: readonly Grouping[], t: Translate): Option[] =>
  groupings.map(({ name, label }) => ({ value: name, label: t(label) }))

/** Links to the same report for each preset. `chosen` is the menu's text if no preset is current. */
export const datePresetLinks = (
  preset: ChosenPreset | null,
  urlFor: (preset: ChosenPreset) => string,
  t: Translate,
  chosen = t('reports.custom_dates'),
): NonNullable<ReportForm['days']> => ({
  presets: presets.map((name) => ({
    label: t(`reports.preset_${name}`),
    href: urlFor({ name, whole: isRunning(name) && preset?.whole === true }),
    current: name === preset?.name,
  })),
  chosen: preset ? presetText(preset, t) : chosen,
  preset,
  whole:
    preset && isRunning(preset.name) && preset.name !== 'today'
      ? {
          label: t(preset.whole ? 'reports.until_today' : 'reports.whole_period'),
          href: urlFor({ ...preset, whole: !preset.whole }),
        }
      : null,
})

function presetText({ name, whole }: ChosenPreset, t: Translate): string {
  const preset = t(`reports.preset_${name}`)
  return whole ? t('reports.preset_whole', { preset }) : preset
}

/** Options of a person filter: active people, then those who have left. */
export const peopleChoices = async (t: Translate): Promise<Option[]> => [
  { value: '', label: t('list.any') },
  ...(await everybody()).map(({ id, name, active }) => ({
    value: String(id),
    label: active ? name : t('list.former_person', { name }),
  })),
]

/** The customer filter, which only links can set: a hidden field, and a chip whose link removes it. */
export async function customerFilterChip(
  id: number | null,
  urlWithout: string,
  t: Translate,
): Promise<Pick<ReportForm, 'hiddenFields' | 'chips'>> {
  if (id === null) return { hiddenFields: [], chips: [] }
  const chip: Chip = {
    label: t('reports.customer'),
    value: await customerLabel(id),
    href: urlWithout,
    icon: 'x',
    hint: t('reports.remove'),
  }
  return { hiddenFields: [{ name: 'customer_id', value: String(id) }], chips: [chip] }
}
