import { z } from 'zod'
import type { Person } from '../access/person.ts'
import { findAccount } from '../accounts/repository.ts'
import { today } from '../i18n/format.ts'
import { requestedExportOptions } from '../lists/csv-table-response.ts'
import { choiceSchema, idSchema, pageNumberSchema } from '../web/field-schemas.ts'
import { renderContext } from '../web/render-options.ts'
import { redirect, withSavedMeanwhile } from '../web/responses.ts'
import { get, post, type RequestContext } from '../web/route.ts'
import { personPerformanceCsv, teamPerformanceCsv } from './csv-exports.ts'
import { indicators } from './indicators.ts'
import { type PageRequest, recentPeriodCount, salespersonPerformancePage, teamPerformancePage } from './pages.ts'
import { type AssessedPeriod, periodContaining, periodField } from './period.ts'
import { performanceRecordsFile } from './records/records-file.ts'
import { performanceRecordsPage } from './records/records-page.ts'
import { saveTargets, targetsSavedMeanwhile } from './targets/save-targets.ts'
import { targetsForm } from './targets/targets-form.ts'
import {
  savedTargetsGridParameters,
  targetsFormRefused,
  targetsGridParameters,
  targetsGridUrl,
  targetsPage,
} from './targets/targets-page.ts'
import type { Salesperson } from './team-repository.ts'

const periodQuery = z.object({ period: periodField() })
const chosenQuery = z.object({ period: periodField(), user_id: idSchema(), page: pageNumberSchema() })
const gridQuery = z.object({ year: periodField(), indicator: choiceSchema(indicators), fill: choiceSchema(['before']) })
const recordsQuery = z.object({
  period: periodField(),
  indicator: choiceSchema(indicators),
  page: pageNumberSchema(),
})

const orCurrentMonth = (period: AssessedPeriod | null): AssessedPeriod => period ?? periodContaining(today(), 'month')

const pageRequest = (person: Person, context: RequestContext, ignoredParams: string[]): PageRequest => ({
  ...renderContext(person, context),
  ignoredParams,
})

/** Loads a person whose performance may be seen: anybody for a manager, otherwise only oneself. */
async function findSalesperson(id: number, person: Person): Promise<(Salesperson & { owner_id: number }) | undefined> {
  if (person.role !== 'manager' && id !== person.id) return undefined
  const account = await findAccount(id)
  if (!account) return undefined
  const { username, name, role, active } = account
  return { id, username, name, role, active, owner_id: id }
}

/** Routes of performance pages, targets, records and their CSV files. */
export const performanceRoutes = [
  get(
    '/performance',
    { permission: 'performance.open', query: chosenQuery, namesIgnored: true },
    ({ person, query, ignoredParams, context }) => {
      const period = orCurrentMonth(query.period)
      const chosen = person.role === 'manager' ? query.user_id : person.id
      if (chosen !== null) return redirect(`/performance/${chosen}?period=${period.key}`)
      return teamPerformancePage(period, query.page, pageRequest(person, context, ignoredParams))
    },
  ),

  get('/performance.csv', { permission: 'performance.manage', query: periodQuery }, ({ person, query, context }) =>
    teamPerformanceCsv(orCurrentMonth(query.period), requestedExportOptions(person, context)),
  ),

  get(
    '/performance/targets',
    { permission: 'performance.manage', query: gridQuery, namesIgnored: true },
    ({ person, query, ignoredParams, context }) =>
      targetsPage(
        targetsGridParameters(query.year, query.indicator),
        query.fill !== null,
        person.locale ?? context.locale,
        ignoredParams,
      ),
  ),

  post(
    '/performance/targets',
    { permission: 'performance.manage', form: targetsForm, onInvalid: targetsFormRefused },
    async ({ input, person }) => {
      const meanwhile = await targetsSavedMeanwhile(input)
      const changed = await saveTargets(input, person)
      const grid = targetsGridUrl(savedTargetsGridParameters(input.targets))
      const answer =
        changed === 0
          ? redirect(grid, 'performance.targets_unchanged')
          : redirect(grid, 'performance.targets_saved', { count: changed })
      return withSavedMeanwhile(answer, meanwhile)
    },
  ),

  get(
    '/performance/:id',
    { permission: 'performance.see', load: findSalesperson, query: periodQuery, namesIgnored: true },
    ({ record, person, query, ignoredParams, context }) =>
      salespersonPerformancePage(record, orCurrentMonth(query.period), pageRequest(person, context, ignoredParams)),
  ),

  get(
    '/performance/:id.csv',
    { permission: 'performance.see', load: findSalesperson, query: periodQuery },
    ({ record, person, query, context }) => {
      const period = orCurrentMonth(query.period)
      return personPerformanceCsv(record, period, recentPeriodCount(period), requestedExportOptions(person, context))
    },
  ),

  get(
    '/performance/:id/records',
    { permission: 'performance.see', load: findSalesperson, query: recordsQuery, namesIgnored: true },
    ({ record, person, query: { period, indicator, page }, ignoredParams, context }) =>
      performanceRecordsPage(
        record,
        orCurrentMonth(period),
        indicator ?? 'amount',
        page,
        pageRequest(person, context, ignoredParams),
      ),
  ),

  get(
    '/performance/:id/records.csv',
    { permission: 'performance.see', load: findSalesperson, query: recordsQuery },
    ({ record, person, query: { period, indicator }, context }) =>
      performanceRecordsFile(
        record,
        orCurrentMonth(period),
        indicator ?? 'amount',
        requestedExportOptions(person, context),
      ),
  ),
]
