import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** `column = value`, or null (no condition) if the value is null. */
export const optionalEqualsCondition = (column: string, value: string | number | null): RawBuilder<unknown> | null =>
  value === null ? null : sql`${sql.ref(column)} = ${value}`

/** Joins conditions with `and`; null ones are skipped. */
export const conditionsJoinedByAnd = (conditions: (RawBuilder<unknown> | null)[]): RawBuilder<SqlBool> =>
  sql`(${sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  )})`
