import { rm } from 'node:fs/promises'
import type { Upload } from './route.ts'

/** Removes an uploaded file that nobody has taken; a room that keeps it has moved it away. */
export const discard = (upload: Upload): Promise<void> => rm(upload.path, { force: true })
