import { randomUUID } from 'node:crypto'
import { copyFile, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { accountByName, firstManager } from '../accounts/repository.ts'
import { UnreadableFile } from '../csv/unreadable-file.ts'
import { CommitUnknown, DatabaseBusy, DatabaseUnavailable, transaction } from '../database/database.ts'
import { errorCode, isDiskFull } from '../database/error-codes.ts'
import { WrongDatabase } from '../database/wrong-database.ts'
import { type FieldError, ValidationError } from '../i18n/errors.ts'
import { translator } from '../i18n/translate.ts'
import { createImport, inspectFile, updateImportOptions } from '../imports/create-import.ts'
import { type ImportDefinition, importDefinitions, importOf } from '../imports/definition.ts'
import { headerKey } from '../imports/file/header.ts'
import { type Import, importById } from '../imports/repository.ts'
import { commitImport } from '../imports/rows/commit-job.ts'
import { planImport } from '../imports/rows/preview-job.ts'
import { writeRejectedRows } from '../imports/rows/rejected-rows-file.ts'
import { closePool } from '../jobs/worker-pool.ts'
import { configure, readSettings, WrongSetting } from '../settings.ts'
import { openToWrite } from '../startup.ts'
import { uploadFolder } from '../web/body.ts'
import { type ImportArguments, readArguments, UsageError } from './import-arguments.ts'

const t = translator('en')

/** Errors whose own message is meant for whoever calls. */
const mistakes = [UsageError, WrongSetting, WrongDatabase]

const sayings = [
  [DatabaseBusy, 'The database is busy. Nothing was imported; try again.'],
  [DatabaseUnavailable, 'The connection to the database was lost. Nothing was imported; try again.'],
  [
    CommitUnknown,
    'The connection to the database was lost while saving. Check whether the import arrived before you try again.',
  ],
] as const

try {
  const asked = readArguments(process.argv.slice(2))
  const definition = importOf(asked.kind)
  if (!definition)
    throw new UsageError(
      `can't import ${asked.kind}; choose one of ${importDefinitions.map(({ kind }) => kind).join(', ')}`,
    )
  configure(readSettings(process.env))
  const database = await openToWrite()
  try {
    process.exitCode = await importFile(definition, asked)
  } finally {
    await closePool()
    await database.close()
  }
} catch (error) {
  console.error(understood(error))
  process.exitCode = 2
}

/** Imports a file as a manager would in the browser; returns the exit code: 1 where a row was rejected. */
async function importFile(definition: ImportDefinition, asked: ImportArguments): Promise<number> {
  const by = await managerOf(asked)
  const file = resolve(process.env.INIT_CWD ?? '.', asked.file)
  const import_id = await begin(definition, asked, file, by)
  const planned = await importById(import_id)
  await planImport(import_id, planned?.plan ?? 1)
  await commitImport(import_id, 'preview')
  const done = await importById(import_id)
  if (done?.state !== 'done')
    throw new UsageError(done?.error ? said(JSON.parse(done.error) as FieldError) : 'nothing was imported')
  return told(done, `${file}.rejected.csv`)
}

async function managerOf({ as }: ImportArguments): Promise<{ id: number }> {
  const by = as === undefined ? await firstManager() : await accountByName(as)
  if (by?.role !== 'manager')
    throw new UsageError(
      as === undefined
        ? 'no active sales manager found: add --as USERNAME'
        : `${as} is not a sales manager: choose another --as USERNAME`,
    )
  return by
}

async function begin(
  definition: ImportDefinition,
  asked: ImportArguments,
  file: string,
  by: { id: number },
): Promise<number> {
  const path = join(uploadFolder(), randomUUID())
  try {
    await copyFile(file, path)
    const looked = await inspectFile({ path, name: basename(file) }, 'auto')
    return await transaction(async () => {
      const import_id = await createImport(definition, looked, asked.on_duplicate, by)
      const record = await importById(import_id)
      const columns = columnsOf(asked.map, looked.header)
      if (record && columns.size > 0)
        await updateImportOptions(record, { columns, on_duplicate: null, day_order: null, people: {} })
      return import_id
    })
  } finally {
    await rm(path, { force: true })
  }
}

function columnsOf(map: ImportArguments['map'], header: string[]): Map<number, string | null> {
  return new Map(
    map.map(([name, field]) => {
      const column = header.findIndex((one) => headerKey(one) === headerKey(name))
      if (column < 0) throw new UsageError(`--map ${name}=${field ?? ''}: the file has no column ${name}`)
      return [column, field]
    }),
  )
}

async function told(record: Import, rejected: string): Promise<number> {
  const { rows, created, updated, skipped } = record
  console.log(`${rows} rows: ${created} created, ${updated} updated, ${skipped} skipped, ${record.rejected} rejected`)
  if (record.rejected === 0) return 0
  await writeRejectedRows(record, 'en', rejected)
  console.log(`Rejected rows saved to ${rejected}`)
  return 1
}

function said({ key, values }: FieldError): string {
  return t(key, values)
}

/** Known mistakes in one line; anything else with all there is to find out by. */
function understood(error: unknown): string {
  if (error instanceof ValidationError) return error.wrong.map(said).join(' ')
  if (error instanceof UnreadableFile) {
    const { code, line, limit } = error
    return t(`imports.unreadable_${code}`, { line: line ?? '', limit: limit ?? '' })
  }
  if (!(error instanceof Error)) return String(error)
  const saying = sayings.find(([kind]) => error instanceof kind)
  if (saying) return saying[1]
  if (isDiskFull(errorCode(error))) return 'The disk is full. Nothing was imported; free up space and try again.'
  const isKnown = errorCode(error) === 'ENOENT' || mistakes.some((kind) => error instanceof kind)
  return isKnown ? error.message : (error.stack ?? error.message)
}
