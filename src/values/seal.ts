const known = new Map<string, string>()

/** The character on a person's seal: the family name's first of a Chinese name, else the first letter; '?' for none. */
export function seal(name: string): string {
  const found = known.get(name) ?? sealOf(name)
  // A department has some hundred people, who stand on nearly every page.
  if (known.size >= 1000) known.clear()
  known.set(name, found)
  return found
}

function sealOf(name: string): string {
  const first = name.normalize('NFKC').match(/[\p{L}\p{N}]/u)?.[0] ?? '?'
  return [...first.toUpperCase()][0] ?? '?'
}
