import type { Changes } from './definition.ts'

/** Builds a URL from a path and parameters; a null parameter is left out. */
export function addressWith(path: string, parameters: Changes): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== null) query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}
