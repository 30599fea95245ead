import { expect, test } from 'vitest'
import { axe, openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { signedIn, customer, product } = await serve(browser)
const phone = { width: 390, height: 844 }

test('the result of the duplicate check is visible without scrolling, on a phone too', async () => {
  await customer({ owner: '陈静', company: '无锡微芯半导体设备有限公司' })
  const page = await signedIn(phone)
  await page.fill('[name=check]', '微芯')
  await page.click('.duplicate-check button')
  const answer = page.locator('.duplicate-search [role=status]')
  await answer.waitFor()
  await expect.poll(async () => (await answer.boundingBox())?.y ?? 9999).toBeLessThan(phone.height - 100)
})

test.each([
  [1280, 5, 5],
  [390, 1, 2],
])('a new order shows as many lines as the screen has room for, width %i', async (width, first, then) => {
  await product({ model: `HC-${width}` })
  const id = await customer({ owner: '陈静' })
  const page = await signedIn({ width })
  await page.goto(`/orders/new?customer_id=${id}`, { waitUntil: 'networkidle' })
  const lines = page.locator('tr[data-line]:visible')
  expect(await lines.count()).toBe(first)
  await page.fill('[name="lines[0][product_model]"]', `HC-${width}`)
  expect(await lines.count()).toBe(then)
  expect(await axe(page)).toEqual([])
})

test('on a phone the customer’s number can be called from the top of the page', async () => {
  const id = await customer({ owner: '陈静', name: '赵文博', phone: '139 5711 2086' })
  const page = await signedIn(phone)
  await page.goto(`/customers/${id}`)
  expect(await page.locator('.page-head .actions a[href="tel:13957112086"]').isVisible()).toBe(true)
})

test.each(['/orders/new', '/opportunities/new'])('on a phone the button that saves is in sight on %s', async (path) => {
  const page = await signedIn(phone)
  await page.goto(`${path}?customer_id=${await customer({ owner: '陈静' })}`)
  const save = await page.locator('.sticky-end button[type=submit]').boundingBox()
  const bar = await page.locator('.bottom-nav').boundingBox()
  expect(save?.y).toBeGreaterThan(0)
  expect((save?.y ?? 0) + (save?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
  expect(await axe(page)).toEqual([])
})
