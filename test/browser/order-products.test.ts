import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const department = await serve(browser)
const customer = await department.customer({ name: '何思远', company: '远山机械', owner: '王芳' })
await department.product({ model: 'TB-250', name: '离心瓶', unit: '包', list_price: '1180' })
await department.product({ model: 'HC-2418R', name: '高速冷冻离心机', unit: '台', list_price: '86400' })

const wang = await department.client('wangfang', department.password)
const paid = { product_model: 'TB-250', quantity: '1', unit_price: '1100' }
const { location } = await wang.send('/orders', { customer_id: customer, ordered_on: '2026-03-05', lines: [paid] })
await wang.send(`${location}/confirm`)

const field = (name: string, line = 0) => `[name="lines[${line}][${name}]"]`
const lineText = (page: Page, line = 0) => page.locator(`tr[data-line="${line}"] td.model`).textContent()

test('Tab on a single match fills model, name, unit and list price, and says the last price', async () => {
  const page = await department.signedIn({}, '王芳')
  await page.goto(`/orders/new?customer_id=${customer}`, { waitUntil: 'networkidle' })
  await page.fill(field('product_model'), 'lxp')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.inputValue(field('product_model'))).toBe('TB-250')
  expect(await page.inputValue(field('unit_price'))).toBe('1180.00')
  expect(await page.textContent('tr[data-line="0"] [data-unit]')).toBe('包')
  expect(await lineText(page)).toContain('离心瓶')
  expect(await lineText(page)).toContain('1,100.00，2026-03-05')
  await page.fill(field('quantity'), '2')
  expect(await page.textContent('dd[data-total]')).toContain('2,360.00')
  expect(await axe(page)).toEqual([])
  await saveScreenshot(page, 'order-products')
  await page.fill(field('unit_price'), '１.5万')
  expect(await page.textContent('dd[data-total]')).toContain('30,000.00')
  await page.fill(field('unit_price'), '1180.00')

  await page.fill(field('product_model'), '离心')
  await page.keyboard.press('Tab')
  await expect.poll(() => lineText(page)).toContain('HC-2418R 高速冷冻离心机')
  expect(await page.getAttribute(field('product_model'), 'aria-invalid')).toBe('true')
  await page.fill(field('product_model'), 'gsld')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.inputValue(field('unit_price'))).toBe('86400.00')
  expect(await page.getAttribute(field('product_model'), 'aria-invalid')).toBeNull()
})

test('a price that was typed stays, and a new line starts empty', async () => {
  const page = await department.signedIn({}, '王芳')
  await page.goto(`/orders/new?customer_id=${customer}`, { waitUntil: 'networkidle' })
  await page.fill(field('unit_price', 4), '1000')
  await page.fill(field('product_model', 4), 'tb-250')
  await page.keyboard.press('Tab')
  await expect.poll(() => lineText(page, 4)).toContain('离心瓶')
  expect(await page.inputValue(field('unit_price', 4))).toBe('1000')
  await page.click('[data-more]')
  expect(await page.inputValue(field('product_model', 5))).toBe('')
  expect((await lineText(page, 5))?.trim()).toBe('')
  await page.fill(field('product_model', 5), '离心')
  await page.keyboard.press('Tab')
  await page.locator('#lines-5-product_model-wrong').waitFor()
})

test('of more products than the page offers, those that match are offered while typing', async () => {
  for (let n = 0; n < 200; n++) await department.product({ model: `A-${n}`, name: `样品 ${n}` })
  const page = await department.signedIn({}, '王芳')
  await page.goto(`/orders/new?customer_id=${customer}`, { waitUntil: 'networkidle' })
  const offered = () => page.locator('#models option').evaluateAll((all) => all.map((one) => one.getAttribute('value')))
  expect(await offered()).not.toContain('TB-250')
  await page.locator(field('product_model')).pressSequentially('离心')
  await expect.poll(offered).toEqual(['HC-2418R', 'TB-250'])
})
