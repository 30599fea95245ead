import { sql } from 'kysely'
import { inBatches } from '../../database/batches.ts'
import { dialect, reader, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import type { DayRange } from '../../values/days.ts'
import type { Indicator } from '../indicators.ts'

export type Target = Row<'targets'>

/** Where a target stands: whose, of which month and indicator. */
export type TargetCell = Pick<Target, 'user_id' | 'month' | 'indicator'>

export const cellKey = ({ user_id, month, indicator }: TargetCell): string => `${user_id} ${month} ${indicator}`

/** The targets of the months of a period, all people's or some's. */
export const targetsIn = ({ from, to }: DayRange, whose: readonly number[] | null): Promise<Target[]> => {
  const all = reader()
    .selectFrom('targets')
    .selectAll()
    .where('month', '>=', from.slice(0, 7))
    .where('month', '<=', to.slice(0, 7))
  return (whose === null ? all : all.where(dialect().idIn(sql.ref('user_id'), whose))).execute()
}

export const writeTarget = async (target: Target): Promise<void> => {
  await writer()
    .insertInto('targets')
    .values(target)
    .onConflict((conflict) => conflict.columns(['user_id', 'month', 'indicator']).doUpdateSet({ value: target.value }))
    .execute()
}

export const removeTarget = async ({ user_id, month, indicator }: TargetCell): Promise<void> => {
  await writer()
    .deleteFrom('targets')
    .where('user_id', '=', user_id)
    .where('month', '=', month)
    .where('indicator', '=', indicator)
    .execute()
}

/** What changes of targets are told under in the history; subject_id is whose target it is. */
export const targetSubject = 'targets'

/** The version of all targets: it grows with every change of one. */
export async function targetsVersion(): Promise<number> {
  const last = await reader()
    .selectFrom('history')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('subject', '=', targetSubject)
    .executeTakeFirst()
  return Number(last?.id ?? 0) + 1
}

/** What a form of this version was shown at the cells that have changed since. */
export async function targetsBefore(version: number): Promise<Map<string, number | null>> {
  const lines = await reader()
    .selectFrom('history')
    .select(['subject_id', 'field', 'old', 'details'])
    .where('subject', '=', targetSubject)
    .where('id', '>=', version)
    .orderBy('id', 'desc')
    .execute()
  return new Map(
    lines.map(({ subject_id, field, old, details }) => {
      const { month } = JSON.parse(details ?? '{}') as { month: string }
      return [cellKey({ user_id: subject_id, month, indicator: field as Indicator }), old === null ? null : Number(old)]
    }),
  )
}

/** Which of these accounts there are, each with whether somebody sells by it now. */
export async function existingAccounts(ids: readonly number[]): Promise<Map<number, boolean>> {
  const users = await inBatches(ids, (some) =>
    reader().selectFrom('users').select(['id', 'role', 'active']).where('id', 'in', some).execute(),
  )
  return new Map(users.map(({ id, role, active }) => [id, role === 'salesperson' && active === 1]))
}
