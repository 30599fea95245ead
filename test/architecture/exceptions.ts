/**
 * What does not keep a rule yet. The lists are to shrink to nothing: an entry that is needed no longer fails the test, and
 * whoever divides a function or a line takes it off.
 */

/** Short files with one reader. */
export const shortFiles = [
  'src/database/dialects/breathing.ts',
  'src/history/tracked.ts',
  'src/lists/search/ranking.ts',
  'src/stop.ts',
  'src/reports/integrity/check.ts',
]

/** Functions above the limit: file and name. */
export const longFunctions = ['src/database/dialects/checkpoints.ts checkpoints']

/** So many lines of views are too long. */
export const longViewLines = 407
