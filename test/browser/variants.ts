/** Set in the long run (npm run test:slow), which goes every way that the quick one leaves out. */
const long = process.env.TEST_SLOW === '1'

/**
 * Of the ways to go through the same pages, in every language, at every width, with and without scripts: the quick run
 * goes one, the long run all others.
 */
export const waysOfThisRun = <Way>(ways: readonly Way[], quick = 0): Way[] =>
  ways.filter((_, index) => (index === quick) !== long)

/** Both languages, with scripts and without. */
export const everyWay = (['zh-CN', 'en'] as const).flatMap((locale) =>
  [true, false].map((scripts) => ({ locale, scripts })),
)
