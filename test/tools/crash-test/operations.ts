import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../../src/commands/demo/random.ts'

/** Ids of the records that one browser has created; no other browser writes to them. */
export interface Made {
  customers: string[]
  opportunities: string[]
  drafts: string[]
  /** Orders with the id of their only line. */
  confirmed: { order: string; line: string }[]
  /** Imports whose preview is ready. */
  imports: string[]
}

export const emptyRecords = (): Made => ({ customers: [], opportunities: [], drafts: [], confirmed: [], imports: [] })

/** A form to send, and a query that counts exactly one row if it was written. */
export interface Act {
  path: string
  form: Record<string, string>
  file?: { name: string; content: string }
  kept: { statement: string; value: string }
  /**
   * Records what was created, from the response's location; reads the page if more is needed for the next operation.
   */
  made?: (location: string, read: (path: string) => Promise<string>) => Promise<void> | void
}

const idIn = (location: string): string => /\/(\d+)\b/.exec(location)?.[1] ?? ''

/** The model of the product that every order uses. */
export const model = 'FAULT-1'

/**
 * All kinds of writes. `mark` is a unique text to find the record by. Undefined: not possible yet, because a record is
 * missing.
 */
export const operations: ((made: Made, mark: string, by: Random) => Act | undefined)[] = [
  ({ customers }, mark, by) => ({
    path: '/customers',
    form: { name: mark, phone: `1${by.between(1_000_000_000, 9_999_999_999)}`, confirm_duplicate: '1' },
    kept: { statement: 'select count(*) from customers where name = ?', value: mark },
    made: (location) => void customers.push(idIn(location)),
  }),
  ({ customers }, mark, by) =>
    of(customers, by, (id) => ({
      path: `/customers/${id}`,
      form: { notes: mark, confirm_duplicate: '1' },
      kept: { statement: 'select count(*) from history where new = ?', value: mark },
    })),
  ({ customers }, mark, by) =>
    of(customers, by, (id) => ({
      path: `/customers/${id}/communications`,
      form: { kind: 'call', content: mark },
      kept: { statement: 'select count(*) from communications where content = ?', value: mark },
    })),
  ({ customers, opportunities }, mark, by) =>
    of(customers, by, (customer_id) => ({
      path: '/opportunities',
      form: { customer_id, title: mark, expected_amount: '12000' },
      kept: { statement: 'select count(*) from opportunities where title = ?', value: mark },
      made: (location) => void opportunities.push(idIn(location)),
    })),
  ({ opportunities }, mark, by) =>
    of(opportunities, by, (id) => ({
      path: `/opportunities/${id}/updates`,
      form: { note: mark },
      kept: { statement: 'select count(*) from opportunity_updates where note = ?', value: mark },
    })),
  ({ customers, drafts }, mark, by) =>
    of(customers, by, (customer_id) => ({
      path: '/orders',
      form: { customer_id, notes: mark, 'lines[0][product_model]': model, 'lines[0][quantity]': '1000' },
      kept: { statement: 'select count(*) from orders where notes = ?', value: mark },
      made: (location) => void drafts.push(idIn(location)),
    })),
  ({ drafts, confirmed }) => {
    const order = drafts.shift()
    if (order === undefined) return undefined
    return {
      path: `/orders/${order}/confirm`,
      form: {},
      kept: { statement: 'select count(*) from orders where id = ? and number is not null', value: order },
      async made(location, read) {
        const line = /name="quantities\[(\d+)\]"/.exec(await read(location))?.[1]
        if (line) confirmed.push({ order, line })
      },
    }
  },
  ({ confirmed }, mark, by) =>
    of(confirmed, by, ({ order, line }) => ({
      path: `/orders/${order}/shipments`,
      form: { tracking_number: mark, [`quantities[${line}]`]: '1' },
      kept: { statement: 'select count(*) from shipments where tracking_number = ?', value: mark },
    })),
  ({ confirmed }, mark, by) =>
    of(confirmed, by, ({ order }) => ({
      path: `/orders/${order}/payments`,
      form: { amount: '0.01', reference: mark },
      kept: { statement: 'select count(*) from payments where reference = ?', value: mark },
    })),
  ({ imports }, mark, by) => ({
    path: '/customers/import',
    form: {},
    file: {
      name: `${mark}.csv`,
      content: ['name,phone', ...Array.from({ length: 20 }, (_, n) => `${mark} ${n},${phone(by)}`)].join('\n'),
    },
    kept: { statement: 'select count(*) from imports where file_name = ?', value: `${mark}.csv` },
    async made(location, read) {
      const id = idIn(location)
      for (let state = ''; state !== 'preview'; await sleep(5))
        state = (JSON.parse(await read(`/imports/${id}.json`)) as { state: string }).state
      imports.push(id)
    },
  }),
  ({ imports }) => {
    const id = imports.shift()
    if (id === undefined) return undefined
    return {
      path: `/imports/${id}/commit`,
      form: {},
      kept: { statement: "select count(*) from imports where id = ? and state in ('running', 'done')", value: id },
    }
  },
]

const phone = (by: Random): number => by.between(10_000_000_000, 19_999_999_999)

const of = <T>(some: T[], by: Random, act: (one: T) => Act): Act | undefined =>
  some.length > 0 ? act(by.one(some)) : undefined
