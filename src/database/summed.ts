/** How many rows of `from` there are by a key where that holds, and their sums. `{row}` stands for a row of it. */
export interface Summed {
  from: string
  into: string
  key: { name: string; is: string }
  /** The column that says how many; a key that none has is not there. */
  count: string
  sums: Record<string, string>
  where: string
  /** The columns that change any of this. */
  by: string
}

/** What keeps sums: its name, when it happens, and what is then to be done. */
interface Keeping {
  name: string
  on: string
  statements: string[]
}

/** The statement that fills sums from what there is. */
export const firstSums = (kept: Summed): string =>
  `insert into ${kept.into} (${columnsOf(kept)}) ${sumsOf(kept, kept.from, '')}`

/** How SQLite keeps them: when a row comes, changes or goes, it is added and taken away. */
export function rowTriggers(kept: Summed): Keeping[] {
  const { from, into, by, key } = kept
  const [added, taken] = [addedRow(kept, 'new', ''), addedRow(kept, 'old', '-')]
  const gone = `delete from ${into} where ${key.name} = ${of(key.is, 'old')} and ${kept.count} = 0`
  return [
    { name: `${into}_made`, on: `after insert on ${from} for each row`, statements: [added] },
    { name: `${into}_moved`, on: `after update of ${by} on ${from} for each row`, statements: [taken, added, gone] },
    { name: `${into}_gone`, on: `after delete on ${from} for each row`, statements: [taken, gone] },
  ]
}

/** How PostgreSQL does: the rows of a statement at once, since it keeps each version of a row that one transaction changes often. */
export function statementTriggers(kept: Summed): Keeping[] {
  const { from, into, key } = kept
  const old = sumsOf(kept, 'old_rows', '-')
  const fresh = sumsOf(kept, 'new_rows', '')
  const gone = `delete from ${into} where ${kept.count} = 0 and ${key.name} in (select ${of(key.is, 'old_rows')} from old_rows)`
  const both = 'old table as old_rows new table as new_rows'
  const each = (act: string, rows: string) => `after ${act} on ${from} referencing ${rows} for each statement`
  return [
    { name: `${into}_made`, on: each('insert', 'new table as new_rows'), statements: [merged(kept, fresh)] },
    { name: `${into}_moved`, on: each('update', both), statements: [merged(kept, `${old} union all ${fresh}`), gone] },
    { name: `${into}_gone`, on: each('delete', 'old table as old_rows'), statements: [merged(kept, old), gone] },
  ]
}

const of = (text: string, row: string): string => text.replaceAll('{row}', row)

const measuresOf = ({ count, sums }: Summed): string[] => [count, ...Object.keys(sums)]

const columnsOf = (kept: Summed): string => [kept.key.name, ...measuresOf(kept)].join(', ')

/** The sums of a table's rows, or what takes them away. */
function sumsOf({ key, count, sums, where }: Summed, rows: string, sign: '' | '-'): string {
  const values = Object.entries(sums).map(([name, one]) => `${sign}sum(${one}) as ${name}`)
  const all = [`${key.is} as ${key.name}`, `${sign}count(*) as ${count}`, ...values]
  return of(`select ${all.join(', ')} from ${rows} where ${where} group by 1`, rows)
}

function addedRow(kept: Summed, row: 'new' | 'old', sign: '' | '-'): string {
  const values = ['1', ...Object.values(kept.sums)].map((one) => `${sign}(${one})`)
  return upserted(kept, of(`select ${[kept.key.is, ...values].join(', ')} where ${kept.where}`, row))
}

function merged(kept: Summed, changes: string): string {
  const sums = measuresOf(kept).map((name) => `sum(${name})`)
  const changed = sums.map((sum) => `${sum} <> 0`).join(' or ')
  return upserted(
    kept,
    `select ${[kept.key.name, ...sums].join(', ')} from (${changes}) as changes group by 1 having ${changed}`,
  )
}

function upserted(kept: Summed, rows: string): string {
  const { into, key } = kept
  const set = measuresOf(kept).map((name) => `${name} = ${into}.${name} + excluded.${name}`)
  return `insert into ${into} (${columnsOf(kept)}) ${rows} on conflict (${key.name}) do update set ${set.join(', ')}`
}
