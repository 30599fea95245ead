import { serve } from './serve.ts'
import { tasks } from './tasks.ts'

/** The file that each worker thread loads. */
export default serve(tasks)
