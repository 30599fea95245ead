/** Fingerprints of one field: as sent, as the form was shown it, and as it is saved now; undefined: not sent, not known. */
interface ThreeVersions {
  sent: string | undefined
  shown: string | undefined
  saved: string
}

/**
 * Whose value of a field a stale form saves: 'mine' if only its sender changed the field, 'theirs' if only others did or
 * nobody, 'same' if both changed it to one value, 'clash' if to different values. Where it is not known what was shown,
 * any difference is a clash.
 */
export function whoseValue({ sent, shown, saved }: ThreeVersions): 'mine' | 'theirs' | 'same' | 'clash' {
  if (sent === undefined || sent === shown) return 'theirs'
  if (sent === saved) return 'same'
  return shown === saved ? 'mine' : 'clash'
}
