import pg from 'pg'
import Cursor from 'pg-cursor'

const bigint = 20
const numeric = 1700

/** Whole numbers, counts and sums come as text, since they may be larger than a number here holds; ours never are. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigint || oid === numeric
      ? parseNumber
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Throws a RangeError where the number would not be the one that was written. */
export function parseNumber(written: string): number {
  const read = Number(written)
  if (Math.abs(read) > Number.MAX_SAFE_INTEGER) throw new RangeError(`${written} is larger than a number can tell`)
  return read
}

/** A text as PostgreSQL takes it: NUL is none there. Forms refuse it long before, so this concerns what is looked for. */
export const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value

/** Rows one after another. */
export class TextCursor<Row> extends Cursor<Row> {
  constructor(statement: string, values: unknown[]) {
    super(statement, values.map(withoutNul), { types })
  }
}
