import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { translator } from '../../src/i18n/translate.ts'
import { addDays } from '../../src/values/days.ts'
import { insertSoldOrders } from '../reports/receivables.ts'
import { addCustomer } from '../reports/report-fixtures.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { everyWay, waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
await house.product({ model: 'HC-2418R', name: '恒温恒湿箱', category: '环境试验', unit: '台', list_price: '48600' })
const customer = await house.customer({ company: '苏州恒测仪器有限公司', region: '江苏' })
const [first, second] = [await house.as('王芳'), await house.as('陈静')]
for (const quantity of ['2', '3', '1']) {
  const lines = [{ product_model: 'HC-2418R', quantity }]
  const { location } = await first.send('/orders', { customer_id: customer, region: '江苏', lines })
  if (quantity !== '1') await second.send(`${location}/confirm`)
}
const owing = { id: await addCustomer('KH-9', house.who('王芳').id), code: 'KH-9' }
await insertSoldOrders(house, [
  {
    ...{ number: 'SO-100001', status: 'confirmed', customer: owing, owner: '王芳', region: '江苏', total: 120_000_00 },
    ordered_on: addDays(today(), -80),
    due_on: addDays(today(), -45),
    shares: [{ name: '王芳', percent: 100 }],
    payments: [{ amount: 20_000_00, kind: 'payment', reversed: false }],
  },
])

describe.each(waysOfThisRun(everyWay, 2))('in $locale, scripts $scripts', ({ locale, scripts }) => {
  const t = translator(locale)
  const main = (page: Page) => page.locator('main')

  async function signedIn(name: string): Promise<Page> {
    await house.setLocale(name, locale)
    return house.signedIn({ locale, scripts }, name)
  }

  async function healthy(page: Page, name: string): Promise<void> {
    await saveScreenshot(page, `${name}-${locale}-${scripts ? 'scripts' : 'plain'}`)
    if (scripts) expect(await axe(page)).toEqual([])
  }

  const figure = (page: Page, at: string, measure: string) =>
    page.locator(`${at} [data-measure=${measure}]`).first().getAttribute('data-value')

  test('2.4.3 a manager analyses the orders of the filtered list: chooses report and parameters, generates it', async () => {
    const page = await signedIn('陈静')
    await page.goto(`/orders?customer_id=${customer}`)
    await main(page)
      .getByRole('link', { name: t('orders.analyse'), exact: true })
      .click()
    await page.waitForURL(/\/orders\/analysis\?/)
    expect(await main(page).textContent()).toContain(t('reports.drafts_not_included', { count: 1 }))
    await page.selectOption('[name=group_by]', 'product')
    await page.selectOption('[name=measure]', 'quantity')
    await main(page)
      .getByRole('button', { name: t('reports.generate'), exact: true })
      .click()
    await page.waitForURL(/group_by=product/)
    expect(await figure(page, 'tr[data-key="HC-2418R"]', 'quantity')).toBe('5')
    expect(await figure(page, 'tfoot', 'amount')).toBe('24300000')
    await healthy(page, '2.4.3-analysis')
    await page.locator('tr[data-key="HC-2418R"] [data-measure=quantity] a').first().click()
    await page.waitForURL(/\/orders\/analysis\/records/)
    expect(await figure(page, '.figures', 'quantity')).toBe('5')
    await healthy(page, '2.4.3-records')
    await page.goBack()
    await page.locator('form.filter-form .chip').first().click()
    await page.waitForURL(new RegExp(`/orders\\?customer_id=${customer}$`))
    const salesperson = await signedIn('王芳')
    expect((await salesperson.goto('/orders/analysis'))?.status()).toBe(403)
  })

  test('3.3 a salesperson and a manager look up the payments of orders in a report', async () => {
    for (const name of ['王芳', '陈静']) {
      const page = await signedIn(name)
      await page.goto('/reports')
      await main(page)
        .getByRole('link', { name: t('reports.payments'), exact: true })
        .click()
      await page.waitForURL(/\/reports\/payments/)
      expect(await figure(page, 'tr[data-key=KH-9]', 'owed')).toBe('10000000')
      await healthy(page, `3.3-${name === '王芳' ? 'own' : 'all'}`)
      await page.selectOption('[name=group_by]', 'order')
      await main(page)
        .getByRole('button', { name: t('reports.generate'), exact: true })
        .click()
      await page.waitForURL(/group_by=order/)
      expect(await figure(page, 'tr[data-key=SO-100001]', 'owed')).toBe('10000000')
      await page.selectOption('[name=group_by]', 'customer')
      await page.selectOption('[name=settled]', '1')
      await main(page)
        .getByRole('button', { name: t('reports.generate'), exact: true })
        .click()
      await page.waitForURL(/settled=1/)
      expect(await figure(page, 'tr[data-key=KH-9]', 'paid')).toBe('2000000')
      expect(await figure(page, 'tr[data-key=KH-9]', 'days_31_60')).toBe('10000000')
      await page.locator('tr[data-key=KH-9] [data-measure=days_31_60] a').click()
      await page.waitForURL(/\/reports\/payments\/records/)
      expect(await figure(page, '.figures', 'days_31_60')).toBe('10000000')
      await healthy(page, '3.3-records')
      await main(page).getByRole('link', { name: 'SO-100001' }).click()
      await page.waitForURL(/\/orders\/\d+$/)
      expect(await figure(page, 'main', 'owed')).toBe('10000000')
    }
  })
})
