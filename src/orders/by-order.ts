/** Rows gathered by their order. */
export function byOrder<R extends { order_id: number }>(rows: readonly R[]): Map<number, R[]> {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const there = found.get(row.order_id)
    if (there) there.push(row)
    else found.set(row.order_id, [row])
  }
  return found
}
