import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../../src/i18n/locale.ts'
import { translator } from '../../src/i18n/translate.ts'
import { startRunner } from '../../src/jobs/runner.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)

let stop: () => Promise<void>
beforeAll(async () => {
  stop = startRunner((error) => {
    throw error
  })
})
afterAll(() => stop())

const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer })
const unquoted = 'customers-unquoted.csv'
const northwind = csv(unquoted, readFileSync(new URL(`../data/northwind/${unquoted}`, import.meta.url)))

const ways = (['zh-CN', 'en'] as Locale[]).flatMap((locale) => [
  { locale, scripts: true, width: 1280 },
  { locale, scripts: false, width: 390 },
])
let serial = 0

describe.each(waysOfThisRun(ways))('in $locale, scripts $scripts', ({ locale, scripts, width }) => {
  const t = translator(locale)

  async function healthy(page: Page, name: string): Promise<void> {
    await saveScreenshot(page, `2.2.4-${name}-${locale}-${width}`)
    if (scripts) expect(await axe(page)).toEqual([])
  }

  async function manager(): Promise<Page> {
    await house.setLocale('陈静', locale)
    return house.signedIn({ locale, scripts, width })
  }

  test('2.2.4 a manager imports customers: errors are shown, and a column is mapped by hand', async () => {
    const page = await manager()
    await page.goto('/customers/import')
    await healthy(page, 'upload')
    await page.click('main button[type=submit]')
    expect(await page.textContent('#file-wrong')).toContain(t('imports.choose_file'))
    await page.setInputFiles('[name=file]', northwind)
    await page.click('main button[type=submit]')
    await page.waitForSelector('[data-measure=reject]')
    expect(await page.getAttribute('[data-measure=reject]', 'data-value')).toBe('24')
    await healthy(page, 'preview')
    const frames = page.locator('.table-frame:visible')
    if (width < 500)
      expect(await frames.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)).toBe(0)
    await page.click('details.section summary')
    await page.selectOption('[name="columns[8]"]', 'region')
    await page.click('form[action$="/mapping"] button[type=submit]')
    await page.waitForSelector('[data-measure=create]')
    expect(await page.inputValue('[name="columns[8]"]')).toBe('region')
    expect(await page.inputValue('[name="columns[6]"]')).toBe('')
    await page.click('.tabs a[href*="action=reject"]')
    expect(await page.locator('tr[data-action=reject]').count()).toBe(24)
  })

  test('2.2.4 imported customers are in the list and in its export', async () => {
    const name = `严浩${++serial}`
    const page = await manager()
    await page.goto('/customers/import')
    await page.setInputFiles('[name=file]', csv('展会.csv', Buffer.from(`姓名,电话\n${name},0571-8800000${serial}\n`)))
    await page.click('main button[type=submit]')
    await page.waitForSelector('[data-measure=create][data-value="1"]')
    await page.click('form[action$="/commit"] button[type=submit]')
    await page.waitForSelector('.notice.good[role=status]')
    await healthy(page, 'done')
    await page.goto(`/customers?q=${encodeURIComponent(name)}`)
    await page.locator('#list-head summary').click()
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: t('export'), exact: true }).click()
    const text = readFileSync(await (await saved).path(), 'utf8')
    const [header, ...rows] = text.trim().split('\r\n')
    expect(text.startsWith('\ufeff')).toBe(true)
    expect(header?.split(',')[0]).toBe(locale === 'en' ? 'name' : t('customers.name'))
    expect(rows.map((row) => row.split(',')[0])).toEqual([name])
  })
})
