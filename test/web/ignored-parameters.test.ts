import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/app.ts'
import { customerList } from '../../src/customers/list.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { orderList } from '../../src/orders/list.ts'
import { productList } from '../../src/products/list.ts'
import { createOneOfEachRecord } from '../one-of-each-record.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

/** A parameter that a page takes but does not understand is said to be left out, once, on every page. */
let chen: SignedInClient
let addressOf: (path: string) => string
beforeAll(async () => {
  const w = await testApp()
  chen = await w.as('陈静')
  ;({ addressOf } = await createOneOfEachRecord(w, await w.as('王芳'), chen))
})

const nonsense = ['no-such-thing', '2026-13-45', 'x\0', 'x'.repeat(300)]

/** A value that a parameter's schema refuses; undefined if it takes any text. */
const refusedBy = (schema: z.ZodType) => nonsense.find((value) => !schema.safeParse(value).success)

const pages = routes.filter(({ method, path }) => method === 'get' && !/\.(csv|json)$/.test(path))
const withQuery = pages.flatMap(({ path, query }) =>
  Object.entries((query?.shape ?? {}) as Record<string, z.ZodType>).flatMap(([name, schema]) => {
    const value = refusedBy(schema)
    return value === undefined ? [] : [{ path, name, value }]
  }),
)
const ofLists = [customerList, opportunityList, orderList, productList].flatMap((list) => [
  { path: list.path, name: 'sort', value: 'no-such-thing' },
  { path: list.path, name: 'page', value: 'no-such-thing' },
  ...Object.entries(list.filters).flatMap(([name, { schema }]) => {
    const value = refusedBy(schema)
    return value === undefined ? [] : [{ path: list.path, name, value }]
  }),
])

test('there are such parameters on lists, reports, performance, follow-ups and records pages', () => {
  const paths = new Set([...withQuery, ...ofLists].map(({ path }) => path))
  for (const path of [
    '/',
    '/search',
    '/customers',
    '/customers/:id',
    '/orders',
    '/follow-ups',
    '/performance',
    '/performance/:id',
    '/performance/:id/records',
    '/performance/targets',
    '/reports/sales',
    '/reports/records',
    '/reports/payments',
    '/imports/:id',
    '/team',
  ])
    expect(paths, path).toContain(path)
})

test.each([...withQuery, ...ofLists])('$path says that $name=$value is left out', async ({ path, name, value }) => {
  const answer = await chen.get(`${addressOf(path)}?${new URLSearchParams({ [name]: value })}`)
  expect(answer.status).toBe(200)
  const said = answer.all('.notice').filter((text) => text.includes('已忽略'))
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(new RegExp(`(：|, )${name}(,|$)`))
  expect((await chen.get(addressOf(path))).all('.notice').join()).not.toContain('已忽略')
})
