import { serve } from '../jobs/worker-entry.ts'
import { tasks } from './registry.ts'

/** The file that each worker thread loads. */
export default serve(tasks)
