import { beforeEach } from 'vitest'

/** Where PostgreSQL can't run, what would be tested on it is counted as skipped. */
if (!process.env.TEST_POSTGRES) beforeEach(({ skip }) => skip('no PostgreSQL here'))
