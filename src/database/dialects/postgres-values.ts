import pg from 'pg'
import Cursor from 'pg-cursor'

const bigint = 20
const numeric = 1700

/**
 * pg returns bigint and numeric as text, since they may exceed a JavaScript number; ours never do, so they are parsed.
 */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigint || oid === numeric
      ? parsePostgresInteger
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Parses an integer. Throws RangeError above Number.MAX_SAFE_INTEGER. */
export function parsePostgresInteger(text: string): number {
  const number = Number(text)
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) throw new RangeError(`${text} is larger than a number can tell`)
  return number
}

/**
 * A text without NUL, which PostgreSQL does not accept. Forms already refuse it, so this only affects search queries.
 */
export const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value

/** A cursor with the same conversion of values, for streams. */
export class TextCursor<Row> extends Cursor<Row> {
  constructor(statement: string, values: unknown[]) {
    super(statement, values.map(withoutNul), { types })
  }
}
