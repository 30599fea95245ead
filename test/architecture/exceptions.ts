/** Exceptions to the rules. Keep these lists short: the test also fails for an exception that is no longer needed. */

/** Short files that only one file imports. */
export const shortFiles = ['src/graceful-shutdown.ts', 'src/reports/integrity/check.ts']
