import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { type AggregateTable, aggregateTables } from '../../orders/ledger/fact-aggregates-repository.ts'

/** Differences reported for each table. */
const maxReported = 20

/** Recomputes the aggregates of sales facts and collections; yields a line in English for each difference. */
export async function* sumDifferences(): AsyncGenerator<string> {
  for (const table of Object.values(aggregateTables) as AggregateTable[]) {
    const { rows } = await differencesQuery(table).execute(reader())
    for (const { kept, ...row } of rows.slice(0, maxReported))
      yield `${table.name} ${Number(kept) === 1 ? 'has' : 'lacks'} ${JSON.stringify(row)}`
    if (rows.length > maxReported) yield `${table.name} has more differences`
  }
}

/** Rows stored but not expected (kept = 1), and rows expected but not stored (kept = 0). */
function differencesQuery({ name, keys, measures, rows }: AggregateTable) {
  const columns = sql.join([...keys, ...measures].map((column) => sql.ref(column)))
  const stored = sql`select ${columns} from ${sql.table(name)}`
  const expected = sql`select ${columns} from (${rows(null)}) as made`
  const except = (left: typeof stored, right: typeof stored) =>
    sql`select * from (select ${columns} from (${left}) as ones except ${right}) as differing`
  return sql<Record<string, unknown>>`select 1 as kept, ${columns} from (${except(stored, expected)}) as more
    union all select 0 as kept, ${columns} from (${except(expected, stored)}) as fewer limit ${maxReported + 1}`
}
