import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Holds where a column has this value; null, where nothing is asked of it, is no condition. */
export const equalsOrNull = (column: string, value: string | number | null): RawBuilder<unknown> | null =>
  value === null ? null : sql`${sql.ref(column)} = ${value}`

/** Holds where all of these do, those that are null aside. */
export const allConditions = (conditions: (RawBuilder<unknown> | null)[]): RawBuilder<SqlBool> =>
  sql`(${sql.join(
    conditions.filter((one) => one !== null),
    sql` and `,
  )})`
