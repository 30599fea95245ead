import { beforeAll, describe, expect, test } from 'vitest'
import { orderDesk } from '../orders/order-fixtures.ts'

/** A form that the browser's Back shows again has the idempotency key of the one that was sent. */
let desk: Awaited<ReturnType<typeof orderDesk>>
beforeAll(async () => {
  desk = await orderDesk()
})

let count = 0
const key = () => `sent-again-${String(++count).padStart(4, '0')}`

/** Creations with two different contents: their path, and where each content can be seen. */
const creations: [what: string, path: () => string | Promise<string>, one: object, other: object, seen: string[]][] = [
  [
    'customer',
    () => '/customers',
    { name: 'BackC', phone: '13911110001' },
    { name: 'BackD', phone: '13911110002' },
    ['/customers?q=BackC', '/customers?q=BackD'],
  ],
  [
    'opportunity',
    () => '/opportunities',
    { customer_id: '1', title: 'BackE' },
    { customer_id: '1', title: 'BackF' },
    ['/opportunities?q=BackE', '/opportunities?q=BackF'],
  ],
  [
    'communication',
    () => '/customers/1/communications',
    { content: 'BackG' },
    { content: 'BackH' },
    ['/customers/1', '/customers/1'],
  ],
  ['contact', () => '/customers/1/contacts', { name: 'BackI' }, { name: 'BackJ' }, ['/customers/1', '/customers/1']],
  [
    'order',
    () => '/orders',
    { customer_id: '1', notes: 'BackK', lines: [{ product_model: 'TB-250', quantity: '1' }] },
    { customer_id: '1', notes: 'BackL', lines: [{ product_model: 'TB-250', quantity: '2' }] },
    [],
  ],
]

describe.each(creations)('a %s', (what, path, one, other, seen) => {
  test('sent again with other content is another one; with the same content it is not', async () => {
    const { wang } = desk
    const _once = key()
    const first = await wang.send(await path(), { ...one, _once })
    const second = await wang.send(await path(), { ...other, _once })
    expect([first.status, second.status]).toEqual([303, 303])
    const again = await wang.send(await path(), { ...one, _once })
    expect(again.location).toBe(first.location)
    if (what === 'order') {
      expect((await wang.get(first.location)).text).toContain('BackK')
      expect((await wang.get(second.location)).text).toContain('BackL')
    }
    for (const [index, at] of seen.entries()) {
      const text = (await wang.get(at)).text
      const word = Object.values(index === 0 ? one : other).find((value) => String(value).startsWith('Back'))
      expect(text.split(`>${String(word)}<`).length + text.split(`${String(word)}</`).length).toBeGreaterThan(2)
    }
  })
})

test('a payment: 10, and after Back 20, are two payments; 20 sent twice is one', async () => {
  const { wang, confirmed } = desk
  const at = await confirmed()
  const _once = key()
  for (const amount of ['10', '20', '20'])
    expect((await wang.send(`${at}/payments`, { kind: 'payment', paid_on: '2026-01-05', amount, _once })).status).toBe(
      303,
    )
  expect((await wang.get(at)).all('tr[data-payment] .card-amount')).toHaveLength(2)
})

test('an edit of an outdated form comes back with what was typed', async () => {
  const { wang, w } = desk
  const id = await w.customer({ name: 'BackM', phone: '13911110009' })
  const _once = key()
  expect((await wang.send(`/customers/${id}`, { version: '1', city: '苏州', _once })).status).toBe(303)
  const late = await wang.send(`/customers/${id}`, { version: '1', city: '无锡', _once })
  expect(late.status).toBe(422)
  expect(late.field('city')).toBe('无锡')
})
