import { recordEventForSubjects } from '../../history/record-event.ts'
import { updateTracked } from '../../history/update-tracked.ts'
import { ValidationErrors } from '../../i18n/error-classes.ts'
import type { ImportContext, ImportDefinition, ImportField } from '../../imports/definition.ts'
import { parseAllCollectingErrors, parseCellsByForm, parsePersonCell } from '../../imports/file/parse-cells.ts'
import { importColumns } from '../../imports/importable-fields.ts'
import {
  importedRecordsPlanner,
  importedRecordsWriter,
  type NewRecord,
  type RecordImport,
} from '../../imports/rows/record-importer.ts'
import type { RecordKey } from '../../imports/rows/record-matching.ts'
import { stagedColumnValues } from '../../imports/rows/rows-repository.ts'
import { addChoicesOf, nextNumber } from '../../preferences/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { normalize } from '../../values/normalize.ts'
import { insertMatchKeys, type MatchKey } from '../duplicates/match-keys-repository.ts'
import { customerFields } from '../fields.ts'
import { type CustomerFields, customerParts, wholeCustomer } from '../form.ts'
import { customerDisplayName, findCustomer } from '../repository.ts'
import { customerSearchText, customerSortKeys, matchKeysFrom, reindexCustomer } from '../search-text-and-keys.ts'
import { customerIdsByCode, customerIdsByMatchKey, customersWithIds, insertCustomers } from './import-repository.ts'

type Values = CustomerFields & { owner_id: number | null }

/** Derived columns and match keys, computed before the transaction because they are slow. */
interface Prepared {
  name_sort: string
  company_sort: string
  search_text: string
  keys: MatchKey[]
}

/** Field and message for each kind of match. */
const matchLabels: Record<MatchKey['kind'] | 'code', RecordKey['said']> = {
  code: { field: 'code', key: 'customers.known_by_code' },
  phone: { field: 'phone', key: 'customers.known_by_phone' },
  email: { field: 'email', key: 'customers.known_by_email' },
  company: { field: 'company', key: 'customers.known_by_company' },
  name_city: { field: 'name', key: 'customers.known_by_name' },
}

function records(given: ImportContext): RecordImport<Values, Prepared> {
  // Read once: it scans all rows of the file.
  let fileCodes: Promise<Set<string>> | undefined
  const freeCodes = async (count: number): Promise<string[]> => {
    if (count === 0) return []
    fileCodes ??= stagedColumnValues(given.import_id, 'code', 'KH-')
    return codesFor(count, await fileCodes)
  }
  return {
    read: (cells) => parseRow(cells, given),
    whole: (values) => validateRecord(values, given),
    keysOf: (values) => [
      ...(values.code ? [{ key: `code ${values.code.toLowerCase()}`, said: matchLabels.code }] : []),
      // Large files keep many keys in memory; a template literal would also keep its parts.
      ...matchKeysFrom(values, []).map(({ kind, key }) => ({ key: [kind, key].join(' '), said: matchLabels[kind] })),
    ],
    find: findByKeys,
    load: async (ids) =>
      (await customersWithIds(ids)).map((values) => ({ id: values.id, called: customerDisplayName(values), values })),
    prepare: (values) => ({
      ...customerSortKeys(values),
      search_text: customerSearchText({ ...values, code: '' }, []),
      keys: matchKeysFrom(values, []),
    }),
    insert: (fresh) => insert(fresh, given, freeCodes),
    update: (id, changes) => update(id, changes, given),
  }
}

function parseRow({ owner = '', level = '', ...cells }: Record<string, string>, given: ImportContext): Values {
  const { parts, owner_id } = parseAllCollectingErrors({
    parts: () => parseCellsByForm(customerParts, { ...cells, level: level.toUpperCase().replace(/\s*级$/, '') }),
    owner_id: () => parsePersonCell(owner, 'owner', given),
  })
  return { ...parts, owner_id }
}

/** Validates a new customer by the rules of the form. */
function validateRecord(values: Values, { by }: ImportContext): ReturnType<RecordImport<Values, Prepared>['whole']> {
  const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]))
  try {
    parseCellsByForm(wholeCustomer, typed)
  } catch (error) {
    if (error instanceof ValidationErrors) return { wrong: error.errors }
    throw error
  }
  return { values: { ...values, owner_id: values.owner_id ?? by.id } }
}

async function update(id: number, changes: Partial<Values>, { by, import_id }: ImportContext): Promise<void> {
  const customer = await findCustomer(id)
  if (!customer) throw new Error(`customer ${id} is gone`)
  await updateTracked('customers', customer, changes as Partial<typeof customer>, by, null, { import_id })
  await reindexCustomer(id, customer)
  await addChoicesOf([changes])
}

/** Strongest kind first: a known code identifies the customer whatever else matches. */
async function findByKeys(keys: string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const kind of ['code', 'phone', 'email', 'company', 'name_city'] as const) {
    const keysOfKind = keys.flatMap((key) => (key.startsWith(`${kind} `) ? [key.slice(kind.length + 1)] : []))
    const ids = kind === 'code' ? await customerIdsByCode(keysOfKind) : await customerIdsByMatchKey(kind, keysOfKind)
    for (const [key, id] of ids) found.set(`${kind} ${key}`, id)
  }
  return found
}

async function insert(
  fresh: NewRecord<Values, Prepared>[],
  { by, import_id }: ImportContext,
  freeCodes: (count: number) => Promise<string[]>,
): Promise<number[]> {
  const codes = await freeCodes(fresh.filter(({ values }) => values.code === null).length)
  const rows = fresh.map(({ values, prepared }) => {
    const { keys: _, ...derived } = prepared
    const code = values.code ?? codes.shift() ?? ''
    return {
      ...values,
      ...derived,
      code,
      owner_id: values.owner_id ?? by.id,
      search_text: `${derived.search_text}\n${normalize(code)}`,
      created_at: timestamp(),
      created_by: by.id,
    }
  })
  const ids = await insertCustomers(rows)
  await insertMatchKeys(
    fresh.flatMap(({ prepared }, index) => prepared.keys.map((key) => ({ customer_id: ids[index] ?? 0, ...key }))),
  )
  await recordEventForSubjects('customers', ids, 'imported', { import_id }, by)
  await addChoicesOf(rows)
  return ids
}

/** Generates `count` codes, skipping those in use and those that the file itself contains. */
async function codesFor(count: number, fileCodes: Set<string>): Promise<string[]> {
  const codes: string[] = []
  while (codes.length < count) {
    const missing = count - codes.length
    const last = await nextNumber('customer_code', missing)
    const next = Array.from(
      { length: missing },
      (_, index) => `KH-${String(last - missing + 1 + index).padStart(5, '0')}`,
    )
    const used = await customerIdsByCode(next)
    codes.push(...next.filter((code) => !used.has(code.toLowerCase()) && !fileCodes.has(code)))
  }
  return codes
}

/** The owner by username or name. */
const ownerColumn: ImportField = {
  name: 'owner',
  label: 'customers.owner_id',
  synonyms: 'owner id|username|salesperson|sales rep|rep|account manager|销售|销售人员|业务员|客户经理'.split('|'),
}

/** The customer import: existing customers are recognised by code, else by the keys of the duplicate check. */
export const customerImport: ImportDefinition = {
  kind: 'customers',
  may: 'customers.import',
  title: 'customers.import',
  button: 'imports.commit',
  home: { path: '/customers', label: 'customers.title_page' },
  fields: [...importColumns(customerFields), ownerColumn],
  updates: true,
  planner: (given) => importedRecordsPlanner(records(given), given),
  writing: (given) => importedRecordsWriter(records(given), given),
}
