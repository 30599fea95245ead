import { rename } from 'node:fs/promises'
import type { Person } from '../access/person.ts'
import type { Encoding } from '../csv/encoding.ts'
import { transaction } from '../database/database.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { enqueueJob } from '../jobs/job-queue.ts'
import { runInWorker } from '../jobs/worker-pool.ts'
import { timestamp } from '../values/clock.ts'
import { type ImportDefinition, importDefinitionOf, type OnDuplicate } from './definition.ts'
import { inspectFileTask } from './file/file-tasks.ts'
import {
  applyRemembered,
  autoMap,
  headerHash,
  type Mapping,
  mappingWithoutReasons,
  overrideMapping,
} from './file/header.ts'
import type { PeopleMapping } from './file/parse-cells.ts'
import {
  type Import,
  importById,
  insertImport,
  rememberedMapping,
  rememberMapping,
  updateImport,
} from './repository.ts'
import { commitImportJob } from './rows/commit-job.ts'
import { planImportJob, unreadableReason } from './rows/preview-job.ts'
import { uploadedFilePath } from './uploaded-files.ts'

/** A readable file with its header and example cells. */
interface InspectedFile {
  path: string
  name: string
  encoding: Encoding
  header: string[]
  examples: string[][]
}

const maxExampleLength = 60

/** Reads the beginning of a file. Throws ValidationError if it is not a table. */
export async function inspectFile(
  file: { path: string; name: string },
  encoding: Encoding | 'auto',
): Promise<InspectedFile> {
  try {
    const head = await runInWorker(inspectFileTask, { path: file.path, encoding })
    if (head.rows.length === 0) throw new ValidationError('file', 'imports.unreadable_no_rows')
    const examples = head.header.map((_, column) =>
      head.rows.map(({ cells }) => (cells[column] ?? '').trim().slice(0, maxExampleLength)),
    )
    return { ...file, encoding: head.encoding, header: head.header, examples }
  } catch (error) {
    const reason = unreadableReason(error)
    throw reason ? new ValidationError(reason.field, reason.key, reason.values) : error
  }
}

/**
 * Creates an import and moves its file to the imports folder. Columns are mapped as for the last file with this header,
 * otherwise by header names. Returns its id.
 */
export async function createImport(
  definition: ImportDefinition,
  { path, name, encoding, header, examples }: InspectedFile,
  on_duplicate: OnDuplicate,
  by: Pick<Person, 'id'>,
): Promise<number> {
  const storedMapping = await rememberedMapping(definition.kind, headerHash(header))
  const mapping = (storedMapping && applyRemembered(storedMapping, header)) ?? autoMap(header, definition.fields)
  const import_id = await insertImport({
    kind: definition.kind,
    file_name: name,
    encoding,
    header: JSON.stringify(header),
    examples: JSON.stringify(examples),
    mapping: JSON.stringify(mapping),
    on_duplicate,
    user_id: by.id,
    created_at: timestamp(),
  })
  await rename(path, uploadedFilePath(import_id))
  return import_id
}

/** Creates an import and plans it in the background; returns its id. */
export async function uploadImport(
  definition: ImportDefinition,
  inspected: InspectedFile,
  on_duplicate: OnDuplicate,
  by: Person,
): Promise<number> {
  const import_id = await createImport(definition, inspected, on_duplicate, by)
  await enqueueJob(planImportJob, { import_id, plan: 1 }, by)
  return import_id
}

/** A person's choices for an import; columns and people that are missing, and null, leave things unchanged. */
interface ImportChoices {
  columns: ReadonlyMap<number, string | null>
  on_duplicate: OnDuplicate | null
  day_order: 'dmy' | 'mdy' | null
  people: PeopleMapping
}

/**
 * Stores a person's choices and returns the number of the new plan. Throws ValidationError if the import is already
 * running or a field is unknown.
 */
export function updateImportOptions(record: Import, choices: ImportChoices): Promise<number> {
  return transaction(async () => {
    const current = await importById(record.id)
    if (!current || (current.state !== 'preview' && current.state !== 'reading'))
      throw new ValidationError('columns', 'imports.too_late')
    const { fields } = importDefinitionOf(current.kind)
    const fieldNames = new Set(fields.map(({ name }) => name))
    for (const [column, field] of choices.columns)
      if (field !== null && !fieldNames.has(field)) throw new ValidationError(`columns[${column}]`, 'errors.choice')
    const mapping = overrideMapping(JSON.parse(current.mapping) as Mapping, choices.columns)
    const header = JSON.parse(current.header) as string[]
    if (choices.columns.size > 0)
      await rememberMapping(current.kind, headerHash(header), mappingWithoutReasons(mapping, header))
    await updateImport(current.id, {
      mapping: JSON.stringify(mapping),
      on_duplicate: choices.on_duplicate ?? current.on_duplicate,
      day_order: choices.day_order ?? current.day_order,
      people: JSON.stringify({ ...(JSON.parse(current.people) as PeopleMapping), ...choices.people }),
      state: 'reading',
      plan: current.plan + 1,
      rows: 0,
    })
    return current.plan + 1
  })
}

/** Stores a person's choices and plans the import again in the background. */
export const remapImport = (record: Import, choices: ImportChoices, by: Person): Promise<void> =>
  transaction(async () => {
    const plan = await updateImportOptions(record, choices)
    await enqueueJob(planImportJob, { import_id: record.id, plan }, by)
  })

/**
 * Starts writing an import in the background; does nothing if it is running or done. Throws ValidationError if there is
 * no preview yet.
 */
export const enqueueImportRun = (record: Import, by: Person): Promise<void> =>
  transaction(async () => {
    const current = await importById(record.id)
    if (current?.state === 'running' || current?.state === 'done') return
    if (current?.state !== 'preview') throw new ValidationError('file', 'imports.not_ready')
    await updateImport(record.id, { state: 'running' })
    await enqueueJob(commitImportJob, { import_id: record.id }, by)
  })
