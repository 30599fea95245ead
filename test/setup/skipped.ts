import { beforeEach } from 'vitest'

/** Without PostgreSQL, its tests are reported as skipped. */
if (!process.env.TEST_POSTGRES) beforeEach(({ skip }) => skip('no PostgreSQL here'))
