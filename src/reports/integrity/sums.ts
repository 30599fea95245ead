import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { type AggregateTable, aggregateTables } from '../../orders/ledger/aggregates-repository.ts'

/** So many places that differ are told of each table. */
const most = 20

/** Sums facts and collections anew, and tells, in English, each place where a table of sums says otherwise. */
export async function* sumDifferences(): AsyncGenerator<string> {
  for (const table of Object.values(aggregateTables) as AggregateTable[]) {
    const { rows } = await differing(table).execute(reader())
    for (const { kept, ...row } of rows.slice(0, most))
      yield `${table.name} ${Number(kept) === 1 ? 'has' : 'lacks'} ${JSON.stringify(row)}`
    if (rows.length > most) yield `${table.name} has more differences`
  }
}

/** Rows that are kept and should not be, and the other way round. */
function differing({ name, keys, measures, rows }: AggregateTable) {
  const columns = sql.join([...keys, ...measures].map((column) => sql.ref(column)))
  const kept = sql`select ${columns} from ${sql.table(name)}`
  const right = sql`select ${columns} from (${rows(null)}) as made`
  const without = (some: typeof kept, others: typeof kept) =>
    sql`select * from (select ${columns} from (${some}) as ones except ${others}) as differing`
  return sql<Record<string, unknown>>`select 1 as kept, ${columns} from (${without(kept, right)}) as more
    union all select 0 as kept, ${columns} from (${without(right, kept)}) as fewer limit ${most + 1}`
}
