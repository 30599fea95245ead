import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const department = await serve(browser)

/** Number of sheets, and the sizes of each in points. */
async function sheetsOf(page: Page): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/MediaBox \[0 0 (\d+)[.\d]* (\d+)/g)].map(([, width, height]) => `${width}x${height}`)
}

test.each(['zh-CN', 'en'] as const)('one person’s performance is one sheet, upright, in %s', async (locale) => {
  const wang = department.who('王芳').id
  const chen = await department.client('chenjing', department.password)
  const month = today().slice(0, 7)
  const values = { amount: '300000', orders: '8', collected: '250000' }
  for (const [indicator, value] of Object.entries(values)) {
    const fields = { year: month.slice(0, 4), indicator, [`targets[${wang}][${month}][${indicator}]`]: value }
    expect((await chen.send('/performance/targets', fields)).status).toBe(303)
  }
  const customer = await department.customer({ owner: '王芳', name: '刘敏' })
  await department.product({ model: `TB-${locale}`, name: '离心瓶', list_price: '98765.43' })
  const lines = [{ product_model: `TB-${locale}`, quantity: '2' }]
  const { location } = await chen.send('/orders', { customer_id: customer, lines })
  await chen.send(`${location}/confirm`)
  await department.setLocale('陈静', locale)
  const page = await department.signedIn({ locale })
  await page.goto(`/performance/${wang}?period=${month}`, { waitUntil: 'networkidle' })
  await page.waitForFunction(`globalThis.Chart?.getChart(document.querySelector('.chart canvas'))`)
  expect(await sheetsOf(page)).toEqual(['594x841'])
})
