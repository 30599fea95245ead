import { beforeAll, expect, test } from 'vitest'
import { parseDecimal } from '../../src/values/decimal.ts'
import { normalize } from '../../src/values/normalize.ts'
import { parseDay } from '../../src/values/parse-day.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

// Inputs that once took minutes to hours; the test checks that they finish.
const gap = ' '.repeat(900_000)

test('a field of a megabyte of spaces is rejected quickly', async () => {
  const answer = await chen.send('/customers', `_csrf=${encodeURIComponent(chen.token)}&phone=1&name=a${gap}b`)
  expect(answer.status).toBe(422)
  expect(answer.all('[role=alert]').length).toBeGreaterThan(0)
})

test('so is an amount', async () => {
  const body = `_csrf=${encodeURIComponent(chen.token)}&model=A-1&name=x&list_price=%2B${gap}x`
  const answer = await chen.send('/products', body)
  expect([answer.status, answer.all('#list_price-wrong').length]).toEqual([422, 1])
  expect(parseDecimal(`+${gap}1`, 2)).toBeUndefined()
  expect(parseDecimal('1,234.50', 2)).toBe(123_450)
})

test('so is a date in a file, and white space is normalised quickly', () => {
  expect(parseDay(`2026-11-23${gap}x`)).toBeUndefined()
  expect(normalize(`a${gap}b \n\n c`)).toBe('a b\nc')
})

test('an Accept-Language header is read only up to a browser’s usual length', async () => {
  const answer = await w.nobody().get('/login', { 'Accept-Language': `a${' '.repeat(15_000)}b, en` })
  expect(answer.status).toBe(200)
})

test('line breaks in a one-line field become spaces', async () => {
  const made = await chen.send('/customers', { name: ' 张 \r\n \n 建国 ', phone: '1' })
  expect((await chen.get(made.location)).one('h1')).toBe('张 建国')
})

test('a query of characters that normalise to many', async () => {
  const page = await chen.get(`/customers?q=${encodeURIComponent('ﷺ'.repeat(200))}`)
  expect([page.status, page.field('q'), page.all('tr[data-id]')]).toEqual([200, 'ﷺ'.repeat(200), []])
})
