import { randomUUID } from 'node:crypto'
import { copyFile, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { accountByName, firstManager } from '../accounts/repository.ts'
import { UnreadableFile } from '../csv/unreadable-file.ts'
import { CommitUnknown, DatabaseBusy, DatabaseUnavailable, transaction } from '../database/database.ts'
import { errorCode, isDiskFullCode } from '../database/error-codes.ts'
import { WrongDatabase } from '../database/wrong-database.ts'
import { migrateAndOpenDatabase } from '../database-startup.ts'
import { type FieldError, ValidationError } from '../i18n/error-classes.ts'
import { translator } from '../i18n/translate.ts'
import { createImport, inspectFile, updateImportOptions } from '../imports/create-import.ts'
import { findImportDefinition, type ImportDefinition, importDefinitions } from '../imports/definition.ts'
import { headerKey } from '../imports/file/header.ts'
import { type Import, importById } from '../imports/repository.ts'
import { commitImport } from '../imports/rows/commit-job.ts'
import { planImport } from '../imports/rows/preview-job.ts'
import { writeRejectedRows } from '../imports/rows/rejected-rows-file.ts'
import { closeWorkerPool } from '../jobs/worker-pool.ts'
import { readEnvironmentSettings, useSettings, WrongSetting } from '../settings.ts'
import { temporaryUploadFolder } from '../web/parse-body.ts'
import { type ImportArguments, parseImportArguments, UsageError } from './import-arguments.ts'

const t = translator('en')

/** Errors whose message is written for the user. */
const userErrors = [UsageError, WrongSetting, WrongDatabase]

const errorMessages = [
  [DatabaseBusy, 'The database is busy. Nothing was imported; try again.'],
  [DatabaseUnavailable, 'The connection to the database was lost. Nothing was imported; try again.'],
  [
    CommitUnknown,
    'The connection to the database was lost while saving. Check whether the import arrived before you try again.',
  ],
] as const

try {
  const args = parseImportArguments(process.argv.slice(2))
  const definition = findImportDefinition(args.kind)
  if (!definition)
    throw new UsageError(
      `can't import ${args.kind}; choose one of ${importDefinitions.map(({ kind }) => kind).join(', ')}`,
    )
  useSettings(readEnvironmentSettings(process.env))
  const database = await migrateAndOpenDatabase()
  try {
    process.exitCode = await importFile(definition, args)
  } finally {
    await closeWorkerPool()
    await database.close()
  }
} catch (error) {
  console.error(describeError(error))
  process.exitCode = 2
}

/** Imports a file like a manager in the browser; returns the exit code, 1 if a row was rejected. */
async function importFile(definition: ImportDefinition, args: ImportArguments): Promise<number> {
  const by = await findManager(args)
  const file = resolve(process.env.INIT_CWD ?? '.', args.file)
  const import_id = await createFromFile(definition, args, file, by)
  const planned = await importById(import_id)
  await planImport(import_id, planned?.plan ?? 1)
  await commitImport(import_id, 'preview')
  const done = await importById(import_id)
  if (done?.state !== 'done')
    throw new UsageError(done?.error ? errorText(JSON.parse(done.error) as FieldError) : 'nothing was imported')
  return printResult(done, `${file}.rejected.csv`)
}

async function findManager({ as }: ImportArguments): Promise<{ id: number }> {
  const by = as === undefined ? await firstManager() : await accountByName(as)
  if (by?.role !== 'manager')
    throw new UsageError(
      as === undefined
        ? 'no active sales manager found: add --as USERNAME'
        : `${as} is not a sales manager: choose another --as USERNAME`,
    )
  return by
}

async function createFromFile(
  definition: ImportDefinition,
  args: ImportArguments,
  file: string,
  by: { id: number },
): Promise<number> {
  const path = join(temporaryUploadFolder(), randomUUID())
  try {
    await copyFile(file, path)
    const inspected = await inspectFile({ path, name: basename(file) }, 'auto')
    return await transaction(async () => {
      const import_id = await createImport(definition, inspected, args.on_duplicate, by)
      const record = await importById(import_id)
      const columns = columnsOf(args.map, inspected.header)
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

async function printResult(record: Import, rejected: string): Promise<number> {
  const { rows, created, updated, skipped } = record
  console.log(`${rows} rows: ${created} created, ${updated} updated, ${skipped} skipped, ${record.rejected} rejected`)
  if (record.rejected === 0) return 0
  await writeRejectedRows(record, 'en', rejected)
  console.log(`Rejected rows saved to ${rejected}`)
  return 1
}

function errorText({ key, values }: FieldError): string {
  return t(key, values)
}

function unreadableText({ code, line, limit }: UnreadableFile): string {
  return t(`imports.unreadable_${code}`, { line: line ?? '', limit: limit ?? '' })
}

/** The message of an expected error; otherwise the stack. */
function describeError(error: unknown): string {
  if (error instanceof ValidationError) return error.errors.map(errorText).join(' ')
  if (error instanceof UnreadableFile) return unreadableText(error)
  if (!(error instanceof Error)) return String(error)
  const knownError = errorMessages.find(([kind]) => error instanceof kind)
  if (knownError) return knownError[1]
  if (isDiskFullCode(errorCode(error))) return 'The disk is full. Nothing was imported; free up space and try again.'
  const isKnown = errorCode(error) === 'ENOENT' || userErrors.some((kind) => error instanceof kind)
  return isKnown ? error.message : (error.stack ?? error.message)
}
