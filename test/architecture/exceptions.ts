/**
 * What does not keep a rule yet. The lists are to shrink to nothing: an entry that is needed no longer fails the test, and
 * whoever divides a folder or a function takes it off.
 */

/** Folders above the limit, with the files that they may hold until they are divided. */
export const largeFolders = {
  'src/accounts': 18,
  'src/commands/demo': 16,
  'src/customers': 22,
  'src/imports': 17,
  'src/lists': 18,
  'src/opportunities': 24,
  'src/performance': 21,
  'src/web': 23,
}

/** Short files with one reader. */
export const shortFiles = [
  'src/database/dialects/breathing.ts',
  'src/help/en/chapters.ts',
  'src/help/zh-CN/chapters.ts',
  'src/history/tracked.ts',
  'src/lists/ranking.ts',
  'src/opportunities/panel-repository.ts',
  'src/opportunities/story-repository.ts',
  'src/stop.ts',
  'src/reports/integrity/check.ts',
  'src/web/serve-public.ts',
]

/** Functions above the limit: file and name. */
export const longFunctions = ['src/database/dialects/checkpoints.ts checkpoints']

/** So many lines of views are too long. */
export const longViewLines = 407
