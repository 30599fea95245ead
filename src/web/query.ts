import type { z } from 'zod'

/** Reads an address's parameters; what can't be read is dropped and named, never an error. */
export function readQuery(
  schema: z.ZodObject | undefined,
  asked: Record<string, unknown>,
): { query: unknown; dropped: string[] } {
  if (!schema) return { query: undefined, dropped: [] }
  const dropped: string[] = []
  const kept: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(schema.shape)) {
    const read = (part as z.ZodType).safeParse(asked[name] ?? '')
    if (read.success) kept[name] = read.data
    else {
      dropped.push(name)
      kept[name] = (part as z.ZodType).safeParse('').data ?? null
    }
  }
  return { query: kept, dropped }
}
