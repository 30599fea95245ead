import type { Person } from '../../access/person.ts'
import { type Account, accounts } from '../../accounts/repository.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import { type Formats, formats, today } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/locale.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import { addMonths } from '../../values/days.ts'
import { type FormState, initialFormState } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { indicatorValueText, targetInputText } from '../format.ts'
import { type Indicator, indicators, periodTargetFromMonths, unitOf } from '../indicators.ts'
import {
  type AssessedPeriod,
  isMonth,
  monthName,
  monthsOf,
  offsetPeriod,
  parseAssessedPeriod,
  periodContaining,
  periodName,
} from '../period.ts'
import { compareSubmittedTargets, isContested, isUntouched } from './save-targets.ts'
import { targetFieldName, targetsForm, valuesWithPathsAtDepth } from './targets-form.ts'
import { type Target, type TargetCell, targetCellKey, targetsIn, targetsVersion } from './targets-repository.ts'

/** Parameters of the grid: one indicator in one year. */
interface Grid {
  year: AssessedPeriod
  indicator: Indicator
}

/** The URL of a grid. */
export const targetsGridUrl = ({ year, indicator }: Grid): string =>
  `/performance/targets?year=${year.key}&indicator=${indicator}`

/** The grid for URL parameters; the default is this year's amounts. */
export const targetsGridParameters = (year: AssessedPeriod | null, indicator: Indicator | null): Grid => ({
  year: year?.length === 'year' ? year : periodContaining(today(), 'year'),
  indicator: indicator ?? 'amount',
})

/** The grid of saved targets. */
export const savedTargetsGridParameters = ([first]: TargetCell[]): Grid =>
  targetsGridParameters(first ? parseAssessedPeriod(first.month.slice(0, 4)) : null, first?.indicator ?? null)

/** Targets of all salespeople by month. `fill`: empty cells get last year's targets, which are not saved yet. */
export async function targetsPage(grid: Grid, fill: boolean, locale: Locale, ignoredParams: string[]): Promise<Answer> {
  const stored = await targetsIn(grid.year, null)
  const blanks = await blanksFromBefore(grid.year, grid.indicator, stored)
  const displayed = fill ? [...stored, ...blanks] : stored
  const form = initialFormState({ ...formValues(displayed), version: String(await targetsVersion()) })
  const view = await gridView(grid, displayed, form, locale)
  return page('performance/targets', { ...view, before: beforeOf(grid, blanks.length, fill, locale), ignoredParams })
}

const sells = ({ active, role }: Pick<Account, 'active' | 'role'>): boolean => active === 1 && role === 'salesperson'

/** Last year's targets of active salespeople, moved to this year, for cells that are empty. */
async function blanksFromBefore(year: AssessedPeriod, indicator: Indicator, stored: Target[]): Promise<Target[]> {
  const [before, people] = await Promise.all([targetsIn(offsetPeriod(year, -1), null), accounts()])
  const selling = new Set(people.filter(sells).map(({ id }) => id))
  const filledCells = new Set(stored.map(targetCellKey))
  return before
    .filter((target) => target.indicator === indicator && selling.has(target.user_id))
    .map((target) => ({ ...target, month: addMonths(`${target.month}-01`, 12).slice(0, 7) }))
    .filter((target) => !filledCells.has(targetCellKey(target)))
}

/** The note about last year: how many empty cells it can fill, or that it has filled them. */
function beforeOf(grid: Grid, count: number, filled: boolean, locale: Locale) {
  if (count === 0) return null
  const year = periodName(offsetPeriod(grid.year, -1).key, translator(locale))
  return { year, count, filled, href: filled ? targetsGridUrl(grid) : `${targetsGridUrl(grid)}&fill=before` }
}

/** The grid with a submitted form that could not be saved. */
export async function targetsFormRefused(invalid: RefusedForm<Person, unknown>): Promise<Answer> {
  const { values, errors, stale, person, context } = invalid
  const grid = gridOfForm(values.targets)
  const stored = await targetsIn(grid.year, null)
  const form = stale ? await mergeChanges(values) : { values, errors }
  const view = await gridView(grid, stored, form, person.locale ?? context.locale)
  return page('performance/targets', { ...view, before: null, ignoredParams: [] }, 422)
}

/**
 * Merges a form with changes made meanwhile: takes over cells that only others changed, and shows both values where
 * both did.
 */
async function mergeChanges(typed: Record<string, unknown>): Promise<FormState> {
  const compared = await compareSubmittedTargets(targetsForm.parse(typed))
  const plain = compared.map((one) => ({ ...one.target, value: isUntouched(one) ? one.now : one.target.value }))
  const conflicts = compared
    .filter(isContested)
    .map(({ target, now }): [string, string] => [targetFieldName(target), targetInputText(target.indicator, now)])
  return {
    values: { ...formValues(plain), version: String(await targetsVersion()) },
    errors: [],
    conflicts: Object.fromEntries(conflicts),
  }
}

/** The grid that a form was sent from, found by its first readable field. */
function gridOfForm(targets: unknown): Grid {
  for (const {
    path: [, month = '', name],
  } of valuesWithPathsAtDepth(targets, 3)) {
    const indicator = indicators.find((one) => one === name)
    if (indicator && isMonth(month)) return targetsGridParameters(parseAssessedPeriod(month.slice(0, 4)), indicator)
  }
  return targetsGridParameters(null, null)
}

function formValues(targets: readonly (Omit<Target, 'value'> & { value: number | null })[]): { targets: object } {
  const typed: Record<string, Record<string, Record<string, string>>> = {}
  for (const { user_id, month, indicator, value } of targets) {
    typed[user_id] ??= {}
    const months = typed[user_id]
    months[month] = { ...months[month], [indicator]: targetInputText(indicator, value) }
  }
  return { targets: typed }
}

async function gridView({ year, indicator }: Grid, stored: Target[], form: FormState, locale: Locale) {
  const t = translator(locale)
  const indicatorTargets = stored.filter((target) => target.indicator === indicator)
  const all = await accounts()
  const people = all.filter(
    ({ id, role, active }) => sells({ role, active }) || indicatorTargets.some((one) => one.user_id === id),
  )
  const months = monthsOf(year).map((month) => ({ month, label: monthName(month, t) }))
  const summed = (targets: Target[]) => formatSum(indicator, targets, formats(locale, t))
  return {
    form,
    indicator,
    unit: t(`performance.unit_${unitOf[indicator]}`, { currency: settings().CURRENCY }),
    year: periodName(year.key, t),
    months: months.map(({ label }) => label),
    rows: people.map(({ id, name }) => ({
      id,
      name,
      cells: months.map((one) => ({ ...one, name: targetFieldName({ user_id: id, month: one.month, indicator }) })),
      sum: summed(indicatorTargets.filter(({ user_id }) => user_id === id)),
    })),
    totals: months.map(({ month }) => summed(indicatorTargets.filter((target) => target.month === month))),
    total: summed(indicatorTargets),
    problems: problemsOf(form.errors, all, new Set(people.map(({ id }) => id)), t),
    links: linksOf({ year, indicator }, t),
  }
}

/** Formats a sum; whole amounts without decimals, so that twelve months fit side by side. */
function formatSum(indicator: Indicator, targets: Target[], formats: Formats): string {
  const sum = periodTargetFromMonths(
    indicator,
    targets.map(({ value }) => value),
  )
  return indicatorValueText(unitOf[indicator], sum, formats).replace(/[.]0+$/, '')
}

const linksOf = ({ year, indicator }: Grid, t: Translate) => ({
  previous: targetsGridUrl({ year: offsetPeriod(year, -1), indicator }),
  next: targetsGridUrl({ year: offsetPeriod(year, 1), indicator }),
  indicators: indicators.map((name) => ({
    href: targetsGridUrl({ year, indicator: name }),
    label: t(`performance.indicator_${name}`),
    current: name === indicator,
  })),
})

/** Error messages with person and month, each linking to its field if the page has it. */
function problemsOf(
  wrong: FieldError[],
  people: { id: number; name: string }[],
  displayedIds: Set<number>,
  t: Translate,
) {
  return wrong.map(({ field, key, values }) => {
    const [, user = '', month = ''] = field.split(/[[\]]+/).filter(Boolean)
    const name = people.find(({ id }) => String(id) === user)?.name
    const label = name && isMonth(month) ? t('performance.cell', { name, month: periodName(month, t) }) : field
    return {
      href: displayedIds.has(Number(user)) ? `#${field.replace(/[[\]]+/g, '-')}` : null,
      text: t('form.problem_at', { label: label.slice(0, 200), text: t(key, values) }),
    }
  })
}
