import { createHash } from 'node:crypto'

/**
 * A short hash of a field's parsed value, to tell whether two are the same. Where the entries of a list stand in the
 * form (`at`) does not count.
 */
export const fingerprint = (parsed: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(parsed ?? null, (name, value) => (name === 'at' ? undefined : value)))
    .digest('base64url')
    .slice(0, 16)
