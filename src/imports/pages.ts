import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { activePeople } from '../accounts/repository.ts'
import type { FieldError } from '../i18n/errors.ts'
import type { Text } from '../i18n/text.ts'
import { emptyForm, type FormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import { definitionOf, type ImportDefinition, importDefinitions, type RowAction } from './definition.ts'
import { isReason, type Mapping } from './file/header.ts'
import type { PeopleMapping } from './file/parse-cells.ts'
import { type Import, importById, recentImports } from './repository.ts'
import { rowsWritten } from './rows/commit-job.ts'
import { stagedPage } from './rows/rows-repository.ts'
import type { ImportPageProps, ShownRow } from './views.ts'

/** An import as this person may see it: of kinds they may import. */
export async function findImport(id: number, person: Person): Promise<Import | undefined> {
  const record = await importById(id)
  return record && may(person, definitionOf(record.kind).may) ? record : undefined
}

const recently = 20

/** What can be imported, and what was lately. */
export async function importsPage(person: Person): Promise<Answer> {
  const kinds = importDefinitions.filter((definition) => may(person, definition.may))
  const recent = await recentImports(
    kinds.map(({ kind }) => kind),
    recently,
  )
  return page('imports/list', {
    kinds: kinds.map(({ kind, title }) => ({ path: `/${kind}/import`, title })),
    recent: recent.map(({ kind, created_at, ...one }) => ({
      ...one,
      title: definitionOf(kind).title,
      at: created_at,
    })),
  })
}

/** The form that takes a file, fresh or refused. */
export function uploadPage(definition: ImportDefinition, form?: FormState): Answer {
  const { kind, title, help = null, home, updates, fields } = definition
  const shown = form ?? emptyForm({ on_duplicate: 'skip' })
  const props = { title, help, path: `/${kind}/import`, home, updates, fields, form: shown }
  return page('imports/upload-form', props, form ? 422 : 200)
}

const perPage = 50

interface Asked {
  record: Import
  action?: RowAction | null
  number?: number
  form?: FormState
}

/** One import: what its file holds, what would become of each row, how it went. */
export async function importPage({ record, action = null, number = 1, form }: Asked): Promise<Answer> {
  const { id, kind, state, on_duplicate } = record
  const { title, button, home, updates, fields } = definitionOf(kind)
  const counts = countsOf(record)
  const rows = await stagedPage(id, action, perPage + 1, (number - 1) * perPage)
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
    form: form ?? emptyForm(),
    columns,
    unused: columns.map(({ field, header }) => (field === '' && !isReason(header) ? header : '')).filter(Boolean),
    fields,
    ...(await peopleOf(record)),
    day: record.ambiguous_day === null ? null : { example: record.ambiguous_day, order: record.day_order },
    tabs: tabsOf(id, counts, action),
    shown: shownOf(fields, record, rows.slice(0, perPage)),
    pages: {
      previous: number > 1 ? at(id, action, number - 1) : null,
      next: rows.length > perPage ? at(id, action, number + 1) : null,
    },
  }
  return page('imports/page', props, form ? 422 : 200)
}

/** The same for scripts and the progress bar. */
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

/** Rows dealt with so far: read while reading, written while running. */
function doneOf({ id, state, rows }: Import): number {
  if (state === 'running') return rowsWritten(id)
  return state === 'failed' ? 0 : rows
}

/** Names that are no usernames with whose account each means so far, and the people to choose from. */
async function peopleOf(record: Import): Promise<Pick<ImportPageProps, 'unknown' | 'people'>> {
  const said = JSON.parse(record.people) as PeopleMapping
  const names = [...new Set([...(JSON.parse(record.unknown_people) as string[]), ...Object.keys(said)])]
  const active = names.length === 0 ? [] : await activePeople()
  return {
    unknown: names.map((name) => ({ name, chosen: said[name] ?? '' })),
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

const at = (id: number, action: RowAction | null, number: number): string => {
  const query = new URLSearchParams()
  if (action) query.set('action', action)
  if (number > 1) query.set('page', String(number))
  return `/imports/${id}${query.size > 0 ? `?${query}` : ''}`
}

function tabsOf(id: number, counts: Record<RowAction, number>, action: RowAction | null): ImportPageProps['tabs'] {
  const all = counts.create + counts.update + counts.skip + counts.reject
  const actions = (['create', 'update', 'skip', 'reject'] as const).filter((one) => counts[one] > 0 || one === action)
  return [
    { action: 'all', count: all, href: at(id, null, 1), current: action === null },
    ...actions.map((one) => ({ action: one, count: counts[one], href: at(id, one, 1), current: action === one })),
  ]
}

function shownOf(
  fields: ImportDefinition['fields'],
  record: Import,
  rows: Awaited<ReturnType<typeof stagedPage>>,
): ImportPageProps['shown'] {
  const mapping = JSON.parse(record.mapping) as Mapping
  const labels = new Map(fields.map(({ name, label }) => [name, label]))
  const shown = fields.flatMap(({ name }) => (mapping.includes(name) ? [mapping.indexOf(name)] : []))
  return {
    heads: shown.map((column) => sayingOf(labels.get(mapping[column] ?? ''), mapping[column] ?? '')),
    rows: rows.map((row): ShownRow => {
      const cells = JSON.parse(row.cells) as string[]
      const reasons = JSON.parse(row.reasons) as FieldError[]
      return {
        line: row.line,
        action: row.action,
        cells: shown.map((column) => cells[column] ?? ''),
        reasons: reasons.map((wrong) => ({
          label: wrong.field === '' ? null : sayingOf(labels.get(wrong.field), wrong.field),
          text: reasonOf(wrong),
        })),
      }
    }),
  }
}

const sayingOf = (label: ImportDefinition['fields'][number]['label'] | undefined, name: string): Text =>
  label ? { key: label } : { text: name }
