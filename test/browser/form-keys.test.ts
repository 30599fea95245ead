import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const department = await serve(browser)
const customer = await department.customer({ name: '何思远', company: '远山机械', phone: '13812345678', owner: '王芳' })
await department.product({ model: 'TB-250', name: '离心瓶', unit: '包', list_price: '1180' })

const focusedName = (page: Page) => page.evaluate('document.activeElement.name ?? document.activeElement.localName')

test.each([
  ['/customers/new', 'name'],
  ['/opportunities/new', 'q'],
  ['/orders/new', 'q'],
  [`/orders/new?customer_id=${customer}`, 'lines[0][product_model]'],
  ['/products/new', 'model'],
  ['/team/new', 'name'],
])('a new form has the focus where typing starts: %s', async (address, name) => {
  const page = await department.signedIn()
  await page.goto(address)
  await expect.poll(() => focusedName(page)).toBe(name)
})

test('neither a rejected form nor one on a phone takes the focus', async () => {
  const page = await department.signedIn()
  await page.goto('/customers/new')
  await page.click('main form button.button-primary')
  await expect.poll(() => focusedName(page)).toBe('div')
  expect(await page.getAttribute(':focus', 'role')).toBe('alert')
  const phone = await department.signedIn({ width: 390, touch: true })
  await phone.goto('/customers/new', { waitUntil: 'networkidle' })
  expect(await focusedName(phone)).toBe('body')
})

test('Ctrl+Enter sends the form of the field, once', async () => {
  const page = await department.signedIn({}, '王芳')
  await page.goto(`/customers/${customer}`, { waitUntil: 'networkidle' })
  await page.fill('form.log textarea', '电话沟通了交货日期')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('[role=status] >> text=已')
  expect(await page.locator('main :text("电话沟通了交货日期")').count()).toBe(1)
})

test('a shipment and a payment take the focus when they are opened', async () => {
  const wang = await department.client('wangfang', department.password)
  const lines = [{ product_model: 'TB-250', quantity: '2' }]
  const { location } = await wang.send('/orders', { customer_id: customer, lines })
  await wang.send(`${location}/confirm`)
  const page = await department.signedIn({}, '王芳')
  await page.goto(location, { waitUntil: 'networkidle' })
  await page.click('.page-head a[href="#payment"]')
  await expect.poll(() => focusedName(page)).toBe('amount')
  await page.click('.page-head a[href="#shipment"]')
  await expect.poll(() => focusedName(page)).toBe('shipped_on')
})
