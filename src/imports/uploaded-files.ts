import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { transaction } from '../database/database.ts'
import { settings } from '../settings.ts'
import { currentInstant } from '../values/clock.ts'
import { importsBefore } from './repository.ts'
import { deleteStagedBatch } from './rows/rows-repository.ts'

/** Path of an import's file. */
export const uploadedFilePath = (import_id: number): string => join(folder(), `${import_id}.csv`)

/** Deletes an import's file if it exists. */
export const removeImportFile = (import_id: number): Promise<void> => rm(uploadedFilePath(import_id), { force: true })

const keptDays = 30

/** Deletes files and staged rows of imports older than 30 days; imported records and counts stay. */
export async function deleteOldImportFilesAndRows(): Promise<void> {
  const cutoff = new Date(currentInstant().getTime() - keptDays * 86_400_000).toISOString()
  for (const id of await importsBefore(cutoff)) {
    await removeImportFile(id)
    while (await transaction(() => deleteStagedBatch(id)));
  }
}

function folder(): string {
  const path = join(settings().DATA_DIR, 'imports')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}
