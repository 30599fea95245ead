import type { Person } from '../../access/person.ts'
import { type Account, accounts } from '../../accounts/repository.ts'
import type { FieldError } from '../../i18n/errors.ts'
import { type Formats, formats, today } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/locale.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import { addMonths } from '../../values/days.ts'
import { emptyForm, type FormState } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { indicatorText, typedTarget } from '../format.ts'
import { type Indicator, indicators, targetOf, unitOf } from '../indicators.ts'
import {
  type AssessedPeriod,
  assessedPeriod,
  isMonth,
  monthName,
  monthsOf,
  offsetPeriod,
  periodAt,
  periodName,
} from '../period.ts'
import { compare, isContested, isUntouched } from './save-targets.ts'
import { fieldOf, leafValues, targetsForm } from './targets-form.ts'
import { cellKey, type Target, type TargetCell, targetsIn, targetsVersion } from './targets-repository.ts'

/** Which grid: one indicator's of one year. */
interface GridAsked {
  year: AssessedPeriod
  indicator: Indicator
}

export const gridAddress = ({ year, indicator }: GridAsked): string =>
  `/performance/targets?year=${year.key}&indicator=${indicator}`

/** The grid of an address: this year's amounts where it says nothing else. */
export const gridOf = (year: AssessedPeriod | null, indicator: Indicator | null): GridAsked => ({
  year: year?.length === 'year' ? year : periodAt(today(), 'year'),
  indicator: indicator ?? 'amount',
})

/** The grid of targets that were saved. */
export const gridSent = ([first]: TargetCell[]): GridAsked =>
  gridOf(first ? assessedPeriod(first.month.slice(0, 4)) : null, first?.indicator ?? null)

/** The targets of everybody who sells, month by month; `fill`: with the year before in the blanks, not saved yet. */
export async function targetsPage(asked: GridAsked, fill: boolean, locale: Locale, dropped: string[]): Promise<Answer> {
  const kept = await targetsIn(asked.year, null)
  const blanks = await blanksFromBefore(asked.year, asked.indicator, kept)
  const shown = fill ? [...kept, ...blanks] : kept
  const form = emptyForm({ ...typedBy(shown), version: String(await targetsVersion()) })
  const view = await gridView(asked, shown, form, locale)
  return page('performance/targets', { ...view, before: beforeOf(asked, blanks.length, fill, locale), dropped })
}

const sells = ({ active, role }: Pick<Account, 'active' | 'role'>): boolean => active === 1 && role === 'salesperson'

/** The targets of the year before, moved into this year's cells, of those who sell now and only where there are none. */
async function blanksFromBefore(year: AssessedPeriod, indicator: Indicator, kept: Target[]): Promise<Target[]> {
  const [before, people] = await Promise.all([targetsIn(offsetPeriod(year, -1), null), accounts()])
  const selling = new Set(people.filter(sells).map(({ id }) => id))
  const taken = new Set(kept.map(cellKey))
  return before
    .filter((target) => target.indicator === indicator && selling.has(target.user_id))
    .map((target) => ({ ...target, month: addMonths(`${target.month}-01`, 12).slice(0, 7) }))
    .filter((target) => !taken.has(cellKey(target)))
}

/** What the page says of the year before: how many blanks it fills, or that it has. */
function beforeOf(asked: GridAsked, count: number, filled: boolean, locale: Locale) {
  if (count === 0) return null
  const year = periodName(offsetPeriod(asked.year, -1).key, translator(locale))
  return { year, count, filled, href: filled ? gridAddress(asked) : `${gridAddress(asked)}&fill=before` }
}

/** The same with what was sent and could not be saved. */
export async function targetsRefused(refused: RefusedForm<Person, unknown>): Promise<Answer> {
  const { values, errors, stale, person, context } = refused
  const asked = gridTyped(values.targets)
  const kept = await targetsIn(asked.year, null)
  const form = stale ? await besideTheirs(values) : { typed: values, wrong: errors }
  const view = await gridView(asked, kept, form, person.locale ?? context.locale)
  return page('performance/targets', { ...view, before: null, dropped: [] }, 422)
}

/** A stale form takes over what others changed and it did not, and shows theirs where both did. */
async function besideTheirs(typed: Record<string, unknown>): Promise<FormState> {
  const compared = await compare(targetsForm.parse(typed))
  const plain = compared.map((one) => ({ ...one.target, value: isUntouched(one) ? one.now : one.target.value }))
  const theirs = compared
    .filter(isContested)
    .map(({ target, now }): [string, string] => [fieldOf(target), typedTarget(target.indicator, now)])
  return {
    typed: { ...typedBy(plain), version: String(await targetsVersion()) },
    wrong: [],
    theirs: Object.fromEntries(theirs),
  }
}

/** The grid that a form came from, by the first field that can be read. */
function gridTyped(targets: unknown): GridAsked {
  for (const {
    path: [, month = '', name],
  } of leafValues(targets, 3)) {
    const indicator = indicators.find((one) => one === name)
    if (indicator && isMonth(month)) return gridOf(assessedPeriod(month.slice(0, 4)), indicator)
  }
  return gridOf(null, null)
}

function typedBy(targets: readonly (Omit<Target, 'value'> & { value: number | null })[]): { targets: object } {
  const typed: Record<string, Record<string, Record<string, string>>> = {}
  for (const { user_id, month, indicator, value } of targets) {
    typed[user_id] ??= {}
    const months = typed[user_id]
    months[month] = { ...months[month], [indicator]: typedTarget(indicator, value) }
  }
  return { targets: typed }
}

async function gridView({ year, indicator }: GridAsked, kept: Target[], form: FormState, locale: Locale) {
  const t = translator(locale)
  const own = kept.filter((target) => target.indicator === indicator)
  const all = await accounts()
  const people = all.filter(({ id, role, active }) => sells({ role, active }) || own.some((one) => one.user_id === id))
  const months = monthsOf(year).map((month) => ({ month, label: monthName(month, t) }))
  const summed = (targets: Target[]) => sumSaid(indicator, targets, formats(locale, t))
  return {
    form,
    indicator,
    unit: t(`performance.unit_${unitOf[indicator]}`, { currency: settings().CURRENCY }),
    year: periodName(year.key, t),
    months: months.map(({ label }) => label),
    rows: people.map(({ id, name }) => ({
      id,
      name,
      cells: months.map((one) => ({ ...one, name: fieldOf({ user_id: id, month: one.month, indicator }) })),
      sum: summed(own.filter(({ user_id }) => user_id === id)),
    })),
    totals: months.map(({ month }) => summed(own.filter((target) => target.month === month))),
    total: summed(own),
    problems: problemsOf(form.wrong, all, new Set(people.map(({ id }) => id)), t),
    links: linksOf({ year, indicator }, t),
  }
}

/** Whole amounts without their cents, or twelve months would not stand beside each other. */
function sumSaid(indicator: Indicator, targets: Target[], formats: Formats): string {
  const sum = targetOf(
    indicator,
    targets.map(({ value }) => value),
  )
  return indicatorText(unitOf[indicator], sum, formats).replace(/[.]0+$/, '')
}

const linksOf = ({ year, indicator }: GridAsked, t: Translate) => ({
  previous: gridAddress({ year: offsetPeriod(year, -1), indicator }),
  next: gridAddress({ year: offsetPeriod(year, 1), indicator }),
  indicators: indicators.map((name) => ({
    href: gridAddress({ year, indicator: name }),
    label: t(`performance.indicator_${name}`),
    current: name === indicator,
  })),
})

/** What is wrong, said by person and month, with a link to the field where it stands on the page. */
function problemsOf(wrong: FieldError[], people: { id: number; name: string }[], shown: Set<number>, t: Translate) {
  return wrong.map(({ field, key, values }) => {
    const [, user = '', month = ''] = field.split(/[[\]]+/).filter(Boolean)
    const name = people.find(({ id }) => String(id) === user)?.name
    const label = name && isMonth(month) ? t('performance.cell', { name, month: periodName(month, t) }) : field
    return {
      href: shown.has(Number(user)) ? `#${field.replace(/[[\]]+/g, '-')}` : null,
      text: t('form.problem_at', { label: label.slice(0, 200), text: t(key, values) }),
    }
  })
}
