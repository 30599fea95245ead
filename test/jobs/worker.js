// A worker with tasks that go wrong: built code, as threads run no TypeScript.
import { readlinkSync } from 'node:fs'
import { getPriority } from 'node:os'
import { threadId } from 'node:worker_threads'
import { UnreadableFile } from '../../dist/src/csv/unreadable-file.js'
import { reader, transaction } from '../../dist/src/database/database.js'
import { ValidationError, ValidationErrors } from '../../dist/src/i18n/error-classes.js'
import { workerTaskHandler } from '../../dist/src/jobs/run-worker-task.js'

const task = (name, run) => ({ name, run })

export default workerTaskHandler([
  task('thread', async () => threadId),
  task('people', async () => (await reader().selectFrom('users').select('name').orderBy('id').execute()).length),
  task('write', () => transaction(async () => undefined)),
  task('priority', async () => getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)))),
  task('count', async (upTo, port) => {
    for (let done = 1; done <= upTo; done++) port.postMessage(done)
    return upTo
  }),
  task('unreadable', async () => {
    throw new UnreadableFile('quote', 7, 3)
  }),
  task('refusal', async () => {
    throw new ValidationError('name', 'errors.too_long', { limit: 5 })
  }),
  task('refusals', async () => {
    throw new ValidationErrors([
      { field: 'a', key: 'errors.required' },
      { field: 'b', key: 'errors.required' },
    ])
  }),
  task('full', async () => {
    throw Object.assign(new RangeError('no space'), { code: 'ENOSPC' })
  }),
  task('die', async () => process.exit(3)),
  task('forget', async () => {
    new BroadcastChannel('forget').onmessage = () => {
      throw new Error('nobody waited for this')
    }
    return 'answered'
  }),
  task('hang', () => {
    for (;;);
  }),
])
