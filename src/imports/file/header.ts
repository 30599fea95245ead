import { createHash } from 'node:crypto'
import { type MessageKey, messages } from '../../i18n/messages.ts'
import { normalize } from '../../values/normalize.ts'
import type { ImportField } from '../definition.ts'

/** For each column of a file the field that it fills; null leaves it out. */
export type Mapping = (string | null)[]

/** The column that a file of rejected rows has besides; it is never imported. */
export const reasonHeaders = { en: 'reject_reason', 'zh-CN': '拒绝原因' } as const

/** A header's letters and digits alone, so that customerID, Customer Id and customer_id are one. */
export const headerKey = (header: string): string => normalize(header).replace(/[^\p{L}\p{N}]/gu, '')

/** Whether a column holds why rows were refused before: it is left out, and nobody need be told. */
export const isReason = (header: string): boolean =>
  Object.values(reasonHeaders).some((known) => headerKey(known) === headerKey(header))

/** Finds the field of each column by its header: the field's name, its label in either language, a synonym; each field once. */
export function autoMap(header: string[], fields: ImportField[]): Mapping {
  const keys = header.map(headerKey)
  const mapping: Mapping = header.map(() => null)
  const take = (field: ImportField, names: string[]) => {
    if (mapping.includes(field.name)) return
    const known = new Set(names.map(headerKey))
    const column = keys.findIndex((key, index) => mapping[index] === null && key !== '' && known.has(key))
    if (column >= 0) mapping[column] = field.name
  }
  for (const field of fields) take(field, [field.name])
  for (const field of fields) take(field, [...labelsOf(field.label), ...(field.synonyms ?? [])])
  for (const field of fields) take(field, field.weak ?? [])
  return mapping
}

/** A mapping with what was set by hand; a field set so leaves the column that had it. Two columns set to one field: the later. */
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

/** By what a header is recognised again; the column of reasons aside. */
export const headerHash = (header: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.filter((one) => !isReason(one)).map(headerKey)))
    .digest('hex')

/** A remembered mapping, which knows nothing of a column of reasons, for this header; undefined where it doesn't fit. */
export function applyRemembered(remembered: Mapping, header: string[]): Mapping | undefined {
  const rest = [...remembered]
  const mapping = header.map((one) => (isReason(one) ? null : (rest.shift() ?? null)))
  return remembered.length === header.filter((one) => !isReason(one)).length ? mapping : undefined
}

/** A mapping as it is remembered: without the column of reasons. */
export const withoutReason = (mapping: Mapping, header: string[]): Mapping =>
  mapping.filter((_, index) => !isReason(header[index] ?? ''))

const labelsOf = (label: MessageKey): string[] =>
  [messages.en, messages['zh-CN']].map((all) => (all as Record<string, string>)[label] ?? '')
