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

/** The changes of targets since this version, the latest first: the cell's key, its old value, and who changed it. */
export async function targetChangesSinceVersion(
  version: number,
): Promise<{ key: string; old: number | null; who: string | null }[]> {
  const lines = await reader()
    .selectFrom('history')
    .leftJoin('users', 'users.id', 'history.user_id')
    .select(['subject_id', 'field', 'old', 'details', 'users.name as who'])
    .where('subject', '=', targetSubject)
    .where('history.id', '>=', version)
    .orderBy('history.id', 'desc')
    .execute()
  return lines.map(({ subject_id, field, old, details, who }) => {
    const { month } = JSON.parse(details ?? '{}') as { month: string }
    const key = targetCellKey({ user_id: subject_id, month, indicator: field as Indicator })
    return { key, old: old === null ? null : Number(old), who }
  })
}

/** For cells changed since this version: the values they had then. */
export const targetsOverwrittenSinceVersion = async (version: number): Promise<Map<string, number | null>> =>
  new Map((await targetChangesSinceVersion(version)).map(({ key, old }) => [key, old]))

/** Which of these accounts exist; the value says whether it is an active salesperson. */
export async function isActiveSalespersonByAccount(ids: readonly number[]): Promise<Map<number, boolean>> {
  const users = await inBatches(ids, (batch) =>
    reader().selectFrom('users').select(['id', 'role', 'active']).where('id', 'in', batch).execute(),
  )
  return new Map(users.map(({ id, role, active }) => [id, role === 'salesperson' && active === 1]))
}
