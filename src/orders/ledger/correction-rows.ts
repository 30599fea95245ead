/**
 * Rows to insert so that an append-only table changes from `current` to `wanted`: a reversal of each outdated row, and
 * the new ones. Rows with the same `keyOf` are equal.
 */
export function ledgerCorrectionRows<Row>(
  current: readonly Row[],
  wanted: readonly Row[],
  keyOf: (row: Row) => string,
  opposite: (row: Row) => Row,
): Row[] {
  const wantedKeys = new Set(wanted.map(keyOf))
  const currentKeys = new Set(current.map(keyOf))
  return [
    ...current.filter((row) => !wantedKeys.has(keyOf(row))).map(opposite),
    ...wanted.filter((row) => !currentKeys.has(keyOf(row))),
  ]
}
