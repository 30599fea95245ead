import { workerTaskHandler } from '../jobs/run-worker-task.ts'
import { tasks } from './registry.ts'

/** The entry file of each worker thread. */
export default workerTaskHandler(tasks)
