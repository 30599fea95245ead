import { z } from 'zod'
import { encodings } from '../csv/encoding.ts'
import { errorKey } from '../web/forms.ts'

const modes = ['skip', 'fill', 'overwrite'] as const
const orders = ['dmy', 'mdy'] as const

/** A choice that may be left as it is. */
const orBlank = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(['', ...values], errorKey('errors.choice')).transform((typed) => (typed === '' ? null : (typed as T[number])))

export const uploadForm = z.object({
  encoding: orBlank(['auto', ...encodings]).transform((typed) => typed ?? 'auto'),
  on_duplicate: orBlank(modes).transform((typed) => typed ?? 'skip'),
})

const mostColumns = 500

/** columns[0]=code, columns[1]= … as the body's reader gives it: a list, or an object where numbers are left out. */
const columns = z
  .union([z.literal(''), z.array(z.string()), z.record(z.string(), z.string())], errorKey('errors.not_understood'))
  .transform((said) => {
    const entries = typeof said === 'string' ? [] : Object.entries(said)
    return new Map(
      entries
        .filter(([column]) => /^\d{1,3}$/.test(column) && Number(column) < mostColumns)
        .map(([column, field]) => [Number(column), field.trim() || null]),
    )
  })

/** people[NAME]= a user's id, or skip; blank is not answered yet. */
const people = z
  .union([z.literal(''), z.record(z.string().max(200), z.string())], errorKey('errors.not_understood'))
  .transform((said) => (typeof said === 'string' ? {} : said))
  .refine(
    (said) => Object.values(said).every((meant) => /^(skip|[1-9]\d{0,8})?$/.test(meant)),
    errorKey('errors.choice'),
  )
  .transform((said) => Object.fromEntries(Object.entries(said).filter(([, meant]) => meant !== '')))

export const mappingForm = z.object({ columns, on_duplicate: orBlank(modes), day_order: orBlank(orders), people })

/** Which rows of an import a page shows. */
export const rowsQuery = z.object({
  action: orBlank(['create', 'update', 'skip', 'reject']),
  page: z.string().transform((typed) => (/^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1)),
})
