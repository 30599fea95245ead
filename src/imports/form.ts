import { z } from 'zod'
import { encodings } from '../csv/encoding.ts'
import { pageNumberSchema, zodErrorOption } from '../web/field-schemas.ts'

const modes = ['skip', 'fill', 'overwrite'] as const
const orders = ['dmy', 'mdy'] as const

/** A select that may be left blank, which becomes null. */
const orBlank = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .enum(['', ...values], zodErrorOption('errors.choice'))
    .transform((typed) => (typed === '' ? null : (typed as T[number])))

/** The form that uploads a file. */
export const uploadForm = z.object({
  encoding: orBlank(['auto', ...encodings]).transform((typed) => typed ?? 'auto'),
  on_duplicate: orBlank(modes).transform((typed) => typed ?? 'skip'),
})

const mostColumns = 500

/** Fields columns[0]=code, columns[1]= … The body parser makes a list of them, or an object if numbers are missing. */
const columns = z
  .union(
    [z.literal(''), z.array(z.string()), z.record(z.string(), z.string())],
    zodErrorOption('errors.not_understood'),
  )
  .transform((value) => {
    const entries = typeof value === 'string' ? [] : Object.entries(value)
    return new Map(
      entries
        .filter(([column]) => /^\d{1,3}$/.test(column) && Number(column) < mostColumns)
        .map(([column, field]) => [Number(column), field.trim() || null]),
    )
  })

/** Fields people[NAME]=USER_ID or skip; a blank one is not answered yet. */
const people = z
  .union([z.literal(''), z.record(z.string().max(200), z.string())], zodErrorOption('errors.not_understood'))
  .transform((value) => (typeof value === 'string' ? {} : value))
  .refine(
    (value) => Object.values(value).every((choice) => /^(skip|[1-9]\d{0,8})?$/.test(choice)),
    zodErrorOption('errors.choice'),
  )
  .transform((value) => Object.fromEntries(Object.entries(value).filter(([, choice]) => choice !== '')))

/** The form with the choices for an import. */
export const mappingForm = z.object({ columns, on_duplicate: orBlank(modes), day_order: orBlank(orders), people })

/** Which rows of an import to show. */
export const rowsQuery = z.object({
  action: orBlank(['create', 'update', 'skip', 'reject']),
  page: pageNumberSchema(),
})
