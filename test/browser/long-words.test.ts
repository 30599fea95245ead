import { beforeAll, expect, test } from 'vitest'
import { openBrowser } from './harness.ts'
import { serve } from './serve.ts'

/** Words without spaces and the greatest amounts widen no page and cover nothing. */
const browser = await openBrowser()
const { signedIn, customer, product, as } = await serve(browser)
const word = 'W'.repeat(95)
const long = 'x'.repeat(180)
let paths: string[]

beforeAll(async () => {
  const chen = await as('陈静')
  const email = `a@${'b'.repeat(180)}.com`
  const id = await customer({ owner: '陈静', name: word, company: long, phone: '1'.repeat(48), email, address: long })
  await product({ model: word, name: long, description: long, list_price: '99999999999.99' })
  const opportunity = await chen.send('/opportunities', {
    customer_id: id,
    title: long,
    next_step: long,
    summary: long,
  })
  const lines = [{ product_model: word, quantity: '1' }]
  const order = await chen.send('/orders', { customer_id: id, lines, contract_number: word, notes: long })
  await chen.send(`${order.location}/confirm`)
  paths = [
    ...[`/customers/${id}`, `/customers/${id}/edit`, opportunity.location, `${opportunity.location}/edit`],
    ...['/products/1', order.location, `${order.location}/print`, '/', '/search?q=WWW', '/follow-ups'],
    ...['/customers', '/opportunities', '/orders', '/products', '/notifications', '/performance'],
    ...['/reports/sales?group_by=customer', '/reports/payments?group_by=customer'],
  ]
})

test.each([390, 1280])('no page is wider than a screen of %i', async (width) => {
  const page = await signedIn({ width })
  const wide: string[] = []
  for (const path of paths) {
    await page.goto(path)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) wide.push(`${path}: ${over}`)
  }
  expect(paths).toHaveLength(18)
  expect(wide).toEqual([])
})

test.each([390, 1200])('figures of a hundred billion stand beside each other at %i', async (width) => {
  const page = await signedIn({ width })
  await page.goto('/reports/sales')
  const boxes = await page.locator('.figures .figure').evaluateAll((figures) =>
    figures.map((figure) => {
      const { x, y, width, height } = figure.getBoundingClientRect()
      const values = [...figure.querySelectorAll('.value')].map((value) => value.scrollWidth - value.clientWidth)
      return { x, y, right: x + width, bottom: y + height, over: Math.max(0, ...values) }
    }),
  )
  expect(boxes.length).toBeGreaterThan(3)
  expect(boxes.map(({ over }) => over)).toEqual(boxes.map(() => 0))
  for (const one of boxes)
    for (const other of boxes)
      if (one !== other)
        expect(one.right <= other.x || other.right <= one.x || one.bottom <= other.y || other.bottom <= one.y).toBe(
          true,
        )
})
