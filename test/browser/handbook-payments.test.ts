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

describe.each(waysOfThisRun(everyWay, 2))('in $locale, scripts $scripts', ({ locale, scripts }) => {
  const t = translator(locale)
  const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })
  const text = (page: Page) => page.locator('main').textContent()
  const owed = (page: Page) => page.locator('[data-measure=owed]').first().getAttribute('data-value')

  async function signedIn(name: string, width = 1280): Promise<Page> {
    await house.setLocale(name, locale)
    return house.signedIn({ locale, scripts, width, height: 900, touch: width === 390 }, name)
  }

  async function healthy(page: Page, name: string): Promise<void> {
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'scrolls sideways').toBe(true)
    await saveScreenshot(page, `${name}-${locale}-${scripts ? 'scripts' : 'plain'}`)
    if (scripts) expect(await axe(page)).toEqual([])
  }

  /** A confirmed order of 王芳 over 97,200; returns its path. */
  async function order(): Promise<string> {
    const wang = await house.as('王芳')
    const customer_id = await house.customer({ owner: '王芳', name: `周晓琳${++serial}`, region: '江苏' })
    const lines = [{ product_model: 'HC-2418R', quantity: '2', unit_price: '48600' }]
    const { location } = await wang.send('/orders', {
      customer_id,
      lines,
      ordered_on: '2026-01-05',
      due_on: '2026-01-31',
    })
    await wang.send(`${location}/confirm`)
    return location
  }

  async function paid(page: Page, amount: string, method: string): Promise<void> {
    if (!(await page.locator('#pay[open]').count())) await page.locator('#pay > summary').click()
    await page.fill('#pay [name=amount]', amount)
    await page.fill('#pay [name=method]', method)
    await button(page, t('orders.submit_payment')).click()
  }

  test('2.4.2 a salesperson follows an order: shipped, paid in part, then in full, and it is completed', async () => {
    const page = await signedIn('王芳', 390)
    await page.goto(await order())
    await page.locator('#ship > summary').click()
    await page.locator('[name^="quantities"]').fill('2')
    await button(page, t('orders.submit_shipment')).click()
    await page.getByText(t('orders.shipping_all')).first().waitFor()
    await paid(page, '100000', '银行转账')
    await page.locator('.notice.bad').waitFor()
    expect(await page.locator('#amount-wrong').textContent()).toContain('97,200.00')
    expect(await page.inputValue('#pay [name=method]')).toBe('银行转账')
    await healthy(page, '2.4.2-payment-refused')
    await paid(page, '7200', '银行转账')
    await page.getByText(t('orders.payment_part')).first().waitFor()
    expect(await owed(page)).toBe('9000000')
    await page.locator('#pay > summary').click()
    expect(await page.inputValue('#pay [name=amount]')).toBe('90000.00')
    await button(page, t('orders.submit_payment')).click()
    await page.getByText(t('orders.step_completed')).first().waitFor()
    expect(await owed(page)).toBe('0')
    await healthy(page, '2.4.2-completed')
  })

  test('3.3 an order’s page shows its payments: refunds, reversals with their reason, the amount due', async () => {
    const at = await order()
    const page = await signedIn('王芳')
    await page.goto(at)
    await paid(page, '50000', '银行转账')
    await page.locator('[data-payment]').waitFor()
    await page.locator('#pay > summary').click()
    await page.selectOption('#pay [name=kind]', 'refund')
    await paid(page, '2000', '现金')
    await page.locator('[data-payment]').nth(1).waitFor()
    await paid(page, '30000', '支票')
    await page.locator('[data-payment]').nth(2).waitFor()
    const wrong = page.locator('[data-payment]').nth(2)
    await wrong.locator('summary').click()
    await wrong.locator('[name=reason]').fill('记到了别的订单')
    await wrong.getByRole('button').click()
    await page
      .getByText(/记到了别的订单/)
      .first()
      .waitFor()
    const manager = await signedIn('陈静')
    await manager.goto(at)
    expect(await owed(manager)).toBe('4920000')
    expect(await text(manager)).toContain(t('orders.paid_net'))
    expect(await manager.locator('[data-payment]').count()).toBe(3)
    await healthy(manager, '3.3-payments')
  })
})
