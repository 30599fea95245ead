import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRunner } from '../../src/jobs/runner.ts'
import { axe, openBrowser, shot } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { signedIn } = await serve(browser)

let stop: () => Promise<void>
beforeAll(async () => {
  stop = await startRunner((error) => {
    throw error
  })
})
afterAll(() => stop())

const file = (name: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: readFileSync(new URL(`../data/northwind/${name}`, import.meta.url)),
})

test.each([
  [true, 1280, 24],
  [false, 390, 24],
])('a manager imports customers, scripts: %s, width %i', async (scripts, width, rejected) => {
  const page = await signedIn({ scripts, width })
  await page.goto('/customers/import')
  if (scripts) expect(await axe(page)).toEqual([])
  await shot(page, `import-upload-${width}`)
  await page.click('main button[type=submit]')
  expect(await page.textContent('#file-wrong')).toContain('请选择文件')
  await page.setInputFiles('[name=file]', file('customers-unquoted.csv'))
  await page.click('main button[type=submit]')
  await page.waitForSelector('[data-measure=reject]')
  expect(await page.getAttribute('[data-measure=reject]', 'data-value')).toBe(String(rejected))
  if (scripts) expect(await axe(page)).toEqual([])
  await shot(page, `import-preview-${width}`)
  await page.click('details.section summary')
  await page.selectOption('[name="columns[8]"]', 'region')
  await page.click('form[action$="/mapping"] button[type=submit]')
  await page.waitForSelector('[data-measure=create]')
  expect(await page.inputValue('[name="columns[8]"]')).toBe('region')
  expect(await page.inputValue('[name="columns[6]"]')).toBe('')
  await page.click('.tabs a[href*="verdict=reject"]')
  expect(await page.locator('tr[data-verdict=reject]').count()).toBe(rejected)
  if (!scripts) return
  await page.click('form[action$="/commit"] button[type=submit]')
  await page.waitForSelector('.notice.good[role=status]')
  await shot(page, `import-done-${width}`)
  if (scripts) expect(await axe(page)).toEqual([])
})
