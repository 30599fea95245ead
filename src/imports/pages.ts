import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { activePeople } from '../accounts/repository.ts'
import type { FieldError } from '../i18n/error-classes.ts'
import type { Text } from '../i18n/message-or-text.ts'
import { type FormState, initialFormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import { type ImportDefinition, importDefinitionOf, importDefinitions, type RowAction } from './definition.ts'
import { isRejectReasonsHeader, type Mapping } from './file/header.ts'
import type { PeopleMapping } from './file/parse-cells.ts'
import { type Import, importById, recentImports } from './repository.ts'
import { rowsWritten } from './rows/commit-job.ts'
import { stagedPage } from './rows/rows-repository.ts'
import type { ImportPageProps, ShownRow } from './view-props.ts'

/** Loads an import whose kind this person may import. */
export async function findImport(id: number, person: Person): Promise<Import | undefined> {
  const record = await importById(id)
  return record && may(person, importDefinitionOf(record.kind).may) ? record : undefined
}

const recentLimit = 20

/** The kinds of import this person may use, and the recent imports. */
export async function importsPage(person: Person): Promise<Answer> {
  const kinds = importDefinitions.filter((definition) => may(person, definition.may))
  const recent = await recentImports(
    kinds.map(({ kind }) => kind),
    recentLimit,
  )
  return page('imports/list', {
    kinds: kinds.map(({ kind, title }) => ({ path: `/${kind}/import`, title })),
    recent: recent.map(({ kind, created_at, ...one }) => ({
      ...one,
      title: importDefinitionOf(kind).title,
      at: created_at,
    })),
  })
}

/** The upload form, empty or with errors. */
export function uploadPage(definition: ImportDefinition, form?: FormState): Answer {
  const { kind, title, help = null, home, updates, fields } = definition
  const formState = form ?? initialFormState({ on_duplicate: 'skip' })
  const props = { title, help, path: `/${kind}/import`, home, updates, fields, form: formState }
  return page('imports/upload-form', props, form ? 422 : 200)
}

const rowsPerPage = 50

interface ImportPageOptions {
  record: Import
  action?: RowAction | null
  number?: number
  form?: FormState
}

/** The page of an import: mapping, preview of the rows, progress and result. */
export async function importPage({ record, action = null, number = 1, form }: ImportPageOptions): Promise<Answer> {
  const { id, kind, state, on_duplicate } = record
  const { title, button, home, updates, fields } = importDefinitionOf(kind)
  const counts = countsOf(record)
  const rows = await stagedPage(id, action, rowsPerPage + 1, (number - 1) * rowsPerPage)
  const columns = columnsOf(record)
  const props: ImportPageProps = {
    id,
    kind,
    title,
    button,
    home,
    updates,
    state,
    file: { name: record.file_name, encoding: record.encoding, rows: record.rows, at: record.created_at },
    counts,
    done: doneOf(record),
    toWrite: counts.create + counts.update,
    error: record.error === null ? null : reasonOf(JSON.parse(record.error) as FieldError),
    on_duplicate,
    form: form ?? initialFormState(),
    columns,
    unused: columns
      .map(({ field, header }) => (field === '' && !isRejectReasonsHeader(header) ? header : ''))
      .filter(Boolean),
    fields,
    ...(await peopleOf(record)),
    day: record.ambiguous_day === null ? null : { example: record.ambiguous_day, order: record.day_order },
    tabs: tabsOf(id, counts, action),
    shown: previewOf(fields, record, rows.slice(0, rowsPerPage)),
    pages: {
      previous: number > 1 ? pageUrl(id, action, number - 1) : null,
      next: rows.length > rowsPerPage ? pageUrl(id, action, number + 1) : null,
    },
  }
  return page('imports/page', props, form ? 422 : 200)
}

/** The same state as JSON, for scripts and the progress bar. */
export const importJson = (record: Import) => ({
  state: record.state,
  rows: record.rows,
  ...countsOf(record),
  done: doneOf(record),
})

const countsOf = ({ created, updated, skipped, rejected }: Import): Record<RowAction, number> => ({
  create: created,
  update: updated,
  skip: skipped,
  reject: rejected,
})

/** Rows processed so far: read while the file is read, written while the import runs. */
function doneOf({ id, state, rows }: Import): number {
  if (state === 'running') return rowsWritten(id)
  return state === 'failed' ? 0 : rows
}

/** Names that match no account, with the choices so far, and the people to choose from. */
async function peopleOf(record: Import): Promise<Pick<ImportPageProps, 'unknown' | 'people'>> {
  const choices = JSON.parse(record.people) as PeopleMapping
  const names = [...new Set([...(JSON.parse(record.unknown_people) as string[]), ...Object.keys(choices)])]
  const active = names.length === 0 ? [] : await activePeople()
  return {
    unknown: names.map((name) => ({ name, chosen: choices[name] ?? '' })),
    people: active.map(({ id, name }) => ({ value: String(id), label: name })),
  }
}

const reasonOf = ({ key, values }: FieldError): Text => ({ key, ...(values && { values }) })

function columnsOf({ header, examples, mapping }: Import): ImportPageProps['columns'] {
  const fields = JSON.parse(mapping) as Mapping
  const texts = JSON.parse(examples) as string[][]
  return (JSON.parse(header) as string[]).map((one, column) => ({
    header: one,
    field: fields[column] ?? '',
    examples: (texts[column] ?? []).filter((text) => text !== ''),
  }))
}

const pageUrl = (id: number, action: RowAction | null, number: number): string => {
  const query = new URLSearchParams()
  if (action) query.set('action', action)
  if (number > 1) query.set('page', String(number))
  return `/imports/${id}${query.size > 0 ? `?${query}` : ''}`
}

function tabsOf(id: number, counts: Record<RowAction, number>, action: RowAction | null): ImportPageProps['tabs'] {
  const total = counts.create + counts.update + counts.skip + counts.reject
  const actions = (['create', 'update', 'skip', 'reject'] as const).filter((one) => counts[one] > 0 || one === action)
  return [
    { action: 'all', count: total, href: pageUrl(id, null, 1), current: action === null },
    ...actions.map((one) => ({ action: one, count: counts[one], href: pageUrl(id, one, 1), current: action === one })),
  ]
}

function previewOf(
  fields: ImportDefinition['fields'],
  record: Import,
  rows: Awaited<ReturnType<typeof stagedPage>>,
): ImportPageProps['shown'] {
  const mapping = JSON.parse(record.mapping) as Mapping
  const labels = new Map(fields.map(({ name, label }) => [name, label]))
  const mappedColumns = fields.flatMap(({ name }) => (mapping.includes(name) ? [mapping.indexOf(name)] : []))
  return {
    heads: mappedColumns.map((column) => fieldLabel(labels.get(mapping[column] ?? ''), mapping[column] ?? '')),
    rows: rows.map((row): ShownRow => {
      const cells = JSON.parse(row.cells) as string[]
      const reasons = JSON.parse(row.reasons) as FieldError[]
      return {
        line: row.line,
        action: row.action,
        cells: mappedColumns.map((column) => cells[column] ?? ''),
        reasons: reasons.map((wrong) => ({
          label: wrong.field === '' ? null : fieldLabel(labels.get(wrong.field), wrong.field),
          text: reasonOf(wrong),
        })),
      }
    }),
  }
}

const fieldLabel = (label: ImportDefinition['fields'][number]['label'] | undefined, name: string): Text =>
  label ? { key: label } : { text: name }
