import { createHash } from 'node:crypto'
import { type MessageKey, messages } from '../../i18n/messages.ts'
import { normalize } from '../../values/normalize.ts'
import type { ImportField } from '../definition.ts'

/** The field for each column of a file; null leaves the column out. */
export type Mapping = (string | null)[]

/** Header of the added column in a file of rejected rows; this column is never imported. */
export const reasonHeaders = { en: 'reject_reason', 'zh-CN': '拒绝原因' } as const

/** A header's letters and digits, so that customerID, Customer Id and customer_id are equal. */
export const headerKey = (header: string): string => normalize(header).replace(/[^\p{L}\p{N}]/gu, '')

/** Whether a column has the reasons from an earlier rejection; it is ignored without a message. */
export const isRejectReasonsHeader = (header: string): boolean =>
  Object.values(reasonHeaders).some((reasonHeader) => headerKey(reasonHeader) === headerKey(header))

/**
 * Maps columns to fields by name, then label in either language or synonym, then weak header. Each field is used once.
 */
export function autoMap(header: string[], fields: ImportField[]): Mapping {
  const keys = header.map(headerKey)
  const mapping: Mapping = header.map(() => null)
  const assign = (field: ImportField, names: string[]) => {
    if (mapping.includes(field.name)) return
    const acceptedKeys = new Set(names.map(headerKey))
    const column = keys.findIndex((key, index) => mapping[index] === null && key !== '' && acceptedKeys.has(key))
    if (column >= 0) mapping[column] = field.name
  }
  for (const field of fields) assign(field, [field.name])
  for (const field of fields) assign(field, [...labelsOf(field.label), ...(field.synonyms ?? [])])
  for (const field of fields) assign(field, field.weak ?? [])
  return mapping
}

/**
 * Applies manual choices. A field is removed from the column that had it; if two columns choose it, the later one wins.
 */
export function overrideMapping(mapping: Mapping, set: ReadonlyMap<number, string | null>): Mapping {
  const next = [...mapping]
  for (const [column, field] of set) {
    if (column >= next.length || next[column] === field) continue
    if (field !== null)
      next.forEach((other, index) => {
        if (other === field) next[index] = null
      })
    next[column] = field
  }
  return next
}

/** Identifies a header so that its mapping can be reused; ignores the column of reasons. */
export const headerHash = (header: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.filter((name) => !isRejectReasonsHeader(name)).map(headerKey)))
    .digest('hex')

/**
 * Applies a stored mapping, which has no column of reasons, to a header; undefined if the number of columns differs.
 */
export function applyRemembered(remembered: Mapping, header: string[]): Mapping | undefined {
  const remaining = [...remembered]
  const mapping = header.map((name) => (isRejectReasonsHeader(name) ? null : (remaining.shift() ?? null)))
  return remembered.length === header.filter((name) => !isRejectReasonsHeader(name)).length ? mapping : undefined
}

/** A mapping as it is stored: without the column of reasons. */
export const mappingWithoutReasons = (mapping: Mapping, header: string[]): Mapping =>
  mapping.filter((_, index) => !isRejectReasonsHeader(header[index] ?? ''))

const labelsOf = (label: MessageKey): string[] =>
  [messages.en, messages['zh-CN']].map((all) => (all as Record<string, string>)[label] ?? '')
