import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { everyWay, waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
await house.product({ model: 'HC-2418R', name: '恒温恒湿箱', category: '环境试验', unit: '台', list_price: '48600' })

let serial = 0

describe.each(waysOfThisRun(everyWay, 3))('in $locale, scripts $scripts', ({ locale, scripts }) => {
  const t = translator(locale)
  const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })

  async function signedIn(name: string): Promise<Page> {
    await house.setLocale(name, locale)
    return house.signedIn({ locale, scripts }, name)
  }

  async function healthy(page: Page, name: string): Promise<void> {
    await saveScreenshot(page, `${name}-${locale}-${scripts ? 'scripts' : 'plain'}`)
    if (scripts) expect(await axe(page)).toEqual([])
  }

  /** Creates and confirms an order of two pieces and stays on the order's page. */
  async function order(page: Page): Promise<void> {
    const customer = await house.customer({ name: `周晓琳${++serial}`, region: '江苏' })
    await page.goto(`/orders/new?customer_id=${customer}`)
    await page.fill('[name="lines[0][product_model]"]', 'HC-2418R')
    await page.fill('[name="lines[0][quantity]"]', '2')
    await page.fill('[name="lines[0][unit_price]"]', '48600')
    await page.fill('[name="lines[0][discount_percent]"]', '10')
    await button(page, t('orders.save_draft')).click()
    await page.waitForURL(/\/orders\/\d+$/)
    await button(page, t('orders.confirm')).click()
    await page.getByRole('heading', { level: 1, name: /SO-\d{6}/ }).waitFor()
  }

  test('2.4.1 a salesperson creates an order: model, quantity, price; errors are shown at the line', async () => {
    const page = await signedIn('王芳')
    const customer = await house.customer({ name: `吴俊${++serial}`, region: '浙江' })
    await page.goto(`/orders/new?customer_id=${customer}`)
    await page.fill('[name="lines[0][product_model]"]', 'NO-SUCH')
    await page.fill('[name="lines[0][quantity]"]', '-1')
    await page.fill('[name="lines[0][unit_price]"]', '1')
    await button(page, t('orders.save_draft')).click()
    await page.locator('.notice.bad').waitFor()
    expect(await page.locator('.notice.bad').textContent()).toContain(t('errors.quantity'))
    expect(await page.inputValue('[name="lines[0][product_model]"]')).toBe('NO-SUCH')
    await healthy(page, '2.4.1-refused')
    await page.fill('[name="lines[0][quantity]"]', '3')
    await button(page, t('orders.save_draft')).click()
    await page.locator('.notice.bad').waitFor()
    expect(await page.locator('.notice.bad').textContent()).toContain(
      t('orders.product_not_found', { typed: 'NO-SUCH' }),
    )
    await page.fill('[name="lines[0][product_model]"]', 'HC-2418R')
    await page.fill('[name="lines[0][unit_price]"]', '48600')
    await button(page, t('orders.save_draft')).click()
    await page.waitForURL(/\/orders\/\d+$/)
    expect(await page.locator('main').textContent()).toContain('145,800.00')
    await healthy(page, '2.4.1-draft')
    await button(page, t('orders.confirm')).click()
    await page.getByRole('heading', { level: 1, name: /SO-\d{6}/ }).waitFor()
    await healthy(page, '2.4.1-confirmed')
  })

  test('2.4.2 a salesperson follows an order: a part is shipped, then the rest', async () => {
    const page = await signedIn('王芳')
    await order(page)
    await page.locator('#ship > summary').click()
    await page.locator('[name^="quantities"]').fill('3')
    await button(page, t('orders.submit_shipment')).click()
    await page.locator('.notice.bad').first().waitFor()
    expect(await page.locator('main').textContent()).toContain(t('orders.more_than_left_to_ship', { left: '2' }))
    await page.locator('[name^="quantities"]').fill('1')
    await page.locator('[name=carrier]').fill('顺丰')
    await button(page, t('orders.submit_shipment')).click()
    await page.getByText(t('orders.shipping_part')).first().waitFor()
    await healthy(page, '2.4.2-part')
    await page.locator('#ship > summary').click()
    await page.locator('[name^="quantities"]').fill('1')
    await button(page, t('orders.submit_shipment')).click()
    await page.getByText(t('orders.shipping_all')).first().waitFor()
    expect(await page.locator('main').textContent()).toContain('顺丰')
    const manager = await signedIn('陈静')
    await manager.goto('/orders?shipping=all')
    expect(await manager.locator('tbody tr').count()).toBeGreaterThan(0)
    await healthy(manager, '2.4.2-list')
  })

  test('2.5 and 3.4 a manager chooses a report and its parameters, and generates it', async () => {
    await order(await signedIn('王芳'))
    const page = await signedIn('陈静')
    await page.goto('/reports')
    await page
      .locator('main')
      .getByRole('link', { name: t('reports.sales') })
      .first()
      .click()
    await page.selectOption('[name=group_by]', 'region')
    await button(page, t('reports.generate')).click()
    await page.waitForURL(/group_by=region/)
    expect(await page.locator('tbody').first().textContent()).toContain('江苏')
    await healthy(page, '2.5-report')
    const figure = page.locator('tr[data-key="江苏"] [data-measure=amount]').first()
    const value = await figure.getAttribute('data-value')
    await figure.locator('a').click()
    await page.waitForURL(/\/reports\/records/)
    expect(await page.locator('[data-measure=amount]').first().getAttribute('data-value')).toBe(value)
    await healthy(page, '2.5-records')
    const salesperson = await signedIn('王芳')
    expect((await salesperson.goto('/reports/sales'))?.status()).toBe(403)
  })
})
