/** A cell without the spaces around it (full-width and no-break ones too); empty, NULL or \N is null. */
export function blankToNull(cell: string): string | null {
  const text = cell.trim()
  return text === '' || text === 'NULL' || text === '\\N' ? null : text
}
