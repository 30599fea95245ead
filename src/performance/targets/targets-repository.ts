import { sql } from 'kysely'
import { inBatches } from '../../database/batches.ts'
import { reader, sqlDialect, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import type { DayRange } from '../../values/days.ts'
import type { Indicator } from '../indicators.ts'

/** A row of the table: the target of a person, month and indicator, in stored units. */
export type Target = Row<'targets'>

/** Key of a target: person, month and indicator. */
export type TargetCell = Pick<Target, 'user_id' | 'month' | 'indicator'>

/** The key as a string, for maps. */
export const targetCellKey = ({ user_id, month, indicator }: TargetCell): string => `${user_id} ${month} ${indicator}`

/** The targets of a period's months, of these people or (null) of everybody. */
export const targetsIn = ({ from, to }: DayRange, whose: readonly number[] | null): Promise<Target[]> => {
  const query = reader()
    .selectFrom('targets')
    .selectAll()
    .where('month', '>=', from.slice(0, 7))
    .where('month', '<=', to.slice(0, 7))
  return (whose === null ? query : query.where(sqlDialect().idIn(sql.ref('user_id'), whose))).execute()
}

/** Inserts or replaces a target. */
export const writeTarget = async (target: Target): Promise<void> => {
  await writer()
    .insertInto('targets')
    .values(target)
    .onConflict((conflict) => conflict.columns(['user_id', 'month', 'indicator']).doUpdateSet({ value: target.value }))
    .execute()
}

/** Deletes a target. */
export const deleteTargetRow = async ({ user_id, month, indicator }: TargetCell): Promise<void> => {
  await writer()
    .deleteFrom('targets')
    .where('user_id', '=', user_id)
    .where('month', '=', month)
    .where('indicator', '=', indicator)
    .execute()
}

/** Subject of target changes in the history; its subject_id is the id of the person the target is for. */
export const targetSubject = 'targets'

/** The version of all targets; every change increases it. */
export async function targetsVersion(): Promise<number> {
  const last = await reader()
    .selectFrom('history')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('subject', '=', targetSubject)
    .executeTakeFirst()
  return Number(last?.id ?? 0) + 1
}

/** For cells changed since this version: the values they had then. */
export async function targetsOverwrittenSinceVersion(version: number): Promise<Map<string, number | null>> {
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
      return [
        targetCellKey({ user_id: subject_id, month, indicator: field as Indicator }),
        old === null ? null : Number(old),
      ]
    }),
  )
}

/** Which of these accounts exist; the value says whether it is an active salesperson. */
export async function isActiveSalespersonByAccount(ids: readonly number[]): Promise<Map<number, boolean>> {
  const users = await inBatches(ids, (batch) =>
    reader().selectFrom('users').select(['id', 'role', 'active']).where('id', 'in', batch).execute(),
  )
  return new Map(users.map(({ id, role, active }) => [id, role === 'salesperson' && active === 1]))
}
