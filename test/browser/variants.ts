/** Set by `npm run test:slow`, which runs all variants that the quick run leaves out. */
const long = process.env.TEST_SLOW === '1'

/** Variants of a test by language, screen width and scripts: the quick run uses one, the slow run all others. */
export const waysOfThisRun = <Way>(ways: readonly Way[], quick = 0): Way[] =>
  ways.filter((_, index) => (index === quick) !== long)

/** Both languages, with and without scripts. */
export const everyWay = (['zh-CN', 'en'] as const).flatMap((locale) =>
  [true, false].map((scripts) => ({ locale, scripts })),
)
