import { rename } from 'node:fs/promises'
import type { Person } from '../access/person.ts'
import type { Encoding } from '../csv/encoding.ts'
import { transaction } from '../database/database.ts'
import { ValidationError } from '../i18n/errors.ts'
import { enqueue } from '../jobs/job.ts'
import { inWorker } from '../jobs/worker-pool.ts'
import { timestamp } from '../values/clock.ts'
import { definitionOf, type ImportDefinition, type OnDuplicate } from './definition.ts'
import { applyRemembered, autoMap, headerHash, type Mapping, overrideMapping, withoutReason } from './file/header.ts'
import type { PeopleMapping } from './file/parse-cells.ts'
import { headTask } from './file/read.ts'
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

/** A file that can be read as a table, as its beginning shows. */
interface Looked {
  path: string
  name: string
  encoding: Encoding
  header: string[]
  examples: string[][]
}

const longestExample = 60

/** Looks whether a file can be read as a table at all. Throws ValidationError. */
export async function inspectFile(file: { path: string; name: string }, encoding: Encoding | 'auto'): Promise<Looked> {
  try {
    const head = await inWorker(headTask, { path: file.path, encoding })
    if (head.rows.length === 0) throw new ValidationError('file', 'imports.unreadable_no_rows')
    const examples = head.header.map((_, column) =>
      head.rows.map(({ cells }) => (cells[column] ?? '').trim().slice(0, longestExample)),
    )
    return { ...file, encoding: head.encoding, header: head.header, examples }
  } catch (error) {
    const why = unreadableReason(error)
    throw why ? new ValidationError(why.field, why.key, why.values) : error
  }
}

/** Begins an import in preparation: its file is taken over, its columns mapped as before or by their headers. Returns its id. */
export async function createImport(
  definition: ImportDefinition,
  { path, name, encoding, header, examples }: Looked,
  on_duplicate: OnDuplicate,
  by: Pick<Person, 'id'>,
): Promise<number> {
  const known = await rememberedMapping(definition.kind, headerHash(header))
  const mapping = (known && applyRemembered(known, header)) ?? autoMap(header, definition.fields)
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

/** The same at a person's wish, payload in the background. */
export async function uploadImport(
  definition: ImportDefinition,
  looked: Looked,
  on_duplicate: OnDuplicate,
  by: Person,
): Promise<number> {
  const import_id = await createImport(definition, looked, on_duplicate, by)
  await enqueue(planImportJob, { import_id, plan: 1 }, by)
  return import_id
}

/** What a person says of an import before it is done; what is left out stays as it is. */
interface Said {
  columns: ReadonlyMap<number, string | null>
  on_duplicate: OnDuplicate | null
  day_order: 'dmy' | 'mdy' | null
  people: PeopleMapping
}

/** Takes what was said of an import; its plan is made anew. Throws ValidationError where it is over or a column's field is unknown. */
export function updateImportOptions(record: Import, said: Said): Promise<number> {
  return transaction(async () => {
    const now = await importById(record.id)
    if (!now || (now.state !== 'preview' && now.state !== 'reading'))
      throw new ValidationError('columns', 'imports.too_late')
    const { fields } = definitionOf(now.kind)
    const known = new Set(fields.map(({ name }) => name))
    for (const [column, field] of said.columns)
      if (field !== null && !known.has(field)) throw new ValidationError(`columns[${column}]`, 'errors.choice')
    const mapping = overrideMapping(JSON.parse(now.mapping) as Mapping, said.columns)
    const header = JSON.parse(now.header) as string[]
    if (said.columns.size > 0) await rememberMapping(now.kind, headerHash(header), withoutReason(mapping, header))
    await updateImport(now.id, {
      mapping: JSON.stringify(mapping),
      on_duplicate: said.on_duplicate ?? now.on_duplicate,
      day_order: said.day_order ?? now.day_order,
      people: JSON.stringify({ ...(JSON.parse(now.people) as PeopleMapping), ...said.people }),
      state: 'reading',
      plan: now.plan + 1,
      rows: 0,
    })
    return now.plan + 1
  })
}

/** The same, payload in the background. */
export const remapImport = (record: Import, said: Said, by: Person): Promise<void> =>
  transaction(async () => {
    const plan = await updateImportOptions(record, said)
    await enqueue(planImportJob, { import_id: record.id, plan }, by)
  })

/** Lets an import be written in the background. Throws ValidationError where it has not been previewed yet; done or under way, it stays. */
export const runImport = (record: Import, by: Person): Promise<void> =>
  transaction(async () => {
    const now = await importById(record.id)
    if (now?.state === 'running' || now?.state === 'done') return
    if (now?.state !== 'preview') throw new ValidationError('file', 'imports.not_ready')
    await updateImport(record.id, { state: 'running' })
    await enqueue(commitImportJob, { import_id: record.id }, by)
  })
