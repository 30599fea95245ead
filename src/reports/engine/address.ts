import type { Changes } from './definition.ts'

/** A path with these parameters; null leaves one out. */
export function addressWith(path: string, parameters: Changes): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== null) query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}
