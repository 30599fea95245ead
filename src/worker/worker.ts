import { serve } from '../jobs/serve.ts'
import { tasks } from './registry.ts'

/** The file that each worker thread loads. */
export default serve(tasks)
