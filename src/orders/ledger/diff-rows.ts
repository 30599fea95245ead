/**
 * What is added to rows that are only ever added to, so that they say what is wanted: the opposite of each that no longer
 * holds, and the new ones. Rows are the same whose essence is.
 */
export function diffRows<Row>(
  standing: readonly Row[],
  wanted: readonly Row[],
  essence: (row: Row) => string,
  opposite: (row: Row) => Row,
): Row[] {
  const kept = new Set(wanted.map(essence))
  const held = new Set(standing.map(essence))
  return [
    ...standing.filter((row) => !kept.has(essence(row))).map(opposite),
    ...wanted.filter((row) => !held.has(essence(row))),
  ]
}
