import { workerTaskHandler } from '../jobs/worker-task-handler.ts'
import { tasks } from './registry.ts'

/** The entry file of each worker thread. */
export default workerTaskHandler(tasks)
