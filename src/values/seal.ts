/** The character on a person's seal: the family name's first of a Chinese name, else the first letter; '?' for none. */
export function seal(name: string): string {
  const first = name.normalize('NFKC').match(/[\p{L}\p{N}]/u)?.[0] ?? '?'
  return [...first.toUpperCase()][0] ?? '?'
}
