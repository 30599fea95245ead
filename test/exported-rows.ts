import type { Person } from '../src/access/person.ts'
import type { List } from '../src/lists/list.ts'
import { parseListParams } from '../src/lists/parameters.ts'

/** The rows that a list exports for these query parameters, keyed by column name. */
export async function exportedOf<Row>(
  list: List<Row>,
  query: string,
  person: Person,
): Promise<Record<string, string>[]> {
  const { question } = parseListParams(list, Object.fromEntries(new URLSearchParams(query)))
  const rows: Record<string, string>[] = []
  for await (const row of list.stream(question, person))
    rows.push(
      Object.fromEntries(
        list.columns.flatMap(({ name, csv }) => {
          if (!csv) return []
          const cell = csv(row)
          return [[name, ('text' in cell ? cell.text : cell.plain) ?? '']]
        }),
      ),
    )
  return rows
}
