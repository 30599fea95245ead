import { workerTaskHandler } from '../jobs/worker-entry.ts'
import { tasks } from './registry.ts'

/** The entry file of each worker thread. */
export default workerTaskHandler(tasks)
