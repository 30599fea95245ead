import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Locale } from '../../src/i18n/locale.ts'
import { translator } from '../../src/i18n/translate.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
await house.product({ model: 'HC-2418R', name: '恒温恒湿箱', unit: '台', list_price: '48600' })

const ways = (['zh-CN', 'en'] as Locale[]).flatMap((locale) =>
  [true, false].map((scripts) => ({ locale, scripts, phone: locale === 'en' && scripts })),
)
let serial = 0

describe.each(waysOfThisRun(ways, 2))('in $locale, scripts $scripts, phone $phone', ({ locale, scripts, phone }) => {
  const t = translator(locale)
  const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })

  async function signedIn(name: string): Promise<Page> {
    await house.setLocale(name, locale)
    return house.signedIn({ locale, scripts, ...(phone && { width: 390, height: 844, touch: true }) }, name)
  }

  async function healthy(page: Page, name: string): Promise<void> {
    await saveScreenshot(page, `${name}-${locale}-${scripts ? 'scripts' : 'plain'}`)
    if (scripts) expect(await axe(page)).toEqual([])
    if (scripts) expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }

  /** Creates an opportunity from its customer's page and stays on the opportunity's page. */
  async function opportunity(page: Page, title: string): Promise<void> {
    const customer = await house.customer({ name: `何思远${++serial}`, company: '无锡微芯半导体设备有限公司' })
    await page.goto(`/customers/${customer}`)
    await page
      .locator('main')
      .getByRole('link', { name: t('opportunities.new') })
      .click()
    await page.fill('[name=title]', title)
    await page.fill('[name=expected_amount]', '1560000')
    await button(page, t('save')).click()
    await page.waitForURL(/\/opportunities\/\d+$/)
  }

  test('2.3.1 a salesperson creates an opportunity: source, summary, expected amount; errors are shown', async () => {
    const page = await signedIn('王芳')
    await house.customer({ name: `吴启明${++serial}`, company: `洁净科技${serial}` })
    await page.goto('/opportunities')
    await page
      .locator('main')
      .getByRole('link', { name: t('opportunities.new') })
      .first()
      .click()
    await page.fill('[name=q]', `洁净科技${serial}`)
    await button(page, t('search')).click()
    await page.selectOption('[name=customer_id]', { label: `洁净科技${serial} 吴启明${serial}` })
    await page.fill('[name=source]', '展会')
    await page.fill('[name=summary]', '2 号洁净室，控温 ±0.1 ℃')
    await page.fill('[name=expected_amount]', '一百五十六万')
    await button(page, t('save')).click()
    await page.locator('.notice.bad').waitFor()
    expect(await page.locator('.notice.bad').textContent()).toContain(t('errors.amount'))
    expect(await page.inputValue('[name=expected_amount]')).toBe('一百五十六万')
    expect(await page.inputValue('[name=summary]')).toContain('±0.1')
    await healthy(page, '2.3.1-refused')
    await page.fill('[name=title]', '洁净室恒温系统')
    await page.fill('[name=expected_amount]', '1560000')
    await page.fill('[name=expected_close_on]', '2099-12-28')
    await button(page, t('save')).click()
    await page.waitForURL(/\/opportunities\/\d+$/)
    const said = await page.locator('main').textContent()
    for (const one of ['1,560,000.00', '展会', '±0.1 ℃', '2099-12-28']) expect(said).toContain(one)
    await healthy(page, '2.3.1-made')
  })

  test('2.3.2 a salesperson updates it: feedback, stage and date; a loss needs a reason; a won one gets its order', async () => {
    const page = await signedIn('王芳')
    const title = `颗粒计数器${++serial}`
    await opportunity(page, title)
    await page.fill('[name=note]', '见了何经理，价格可以谈')
    await page.locator('.update').getByText(t('opportunities.stage_proposal'), { exact: true }).click()
    await page.fill('[name=feedback]', '要求质保三年')
    await page.fill('[name=expected_close_on]', '2099-11-30')
    await button(page, t('opportunities.save_update')).click()
    await page.locator('.timeline .timeline-text').first().waitFor()
    const told = await page.locator('.timeline').textContent()
    for (const one of ['见了何经理', '要求质保三年', t('opportunities.stage_proposal')]) expect(told).toContain(one)
    await healthy(page, '2.3.2-updated')
    await page.locator('.update').getByText(t('opportunities.stage_lost'), { exact: true }).click()
    await button(page, t('opportunities.save_update')).click()
    await page.locator('.notice.bad').waitFor()
    await healthy(page, '2.3.2-refused')
    await page.locator('.update').getByText(t('opportunities.stage_won'), { exact: true }).click()
    await button(page, t('opportunities.save_update')).click()
    await page
      .locator('main')
      .getByRole('link', { name: t('opportunities.enter_order') })
      .click()
    await page.fill('[name="lines[0][product_model]"]', 'HC-2418R')
    await page.fill('[name="lines[0][quantity]"]', '2')
    await healthy(page, '2.3.2-order')
    await button(page, t('orders.save_draft')).click()
    await page.waitForURL(/\/orders\/\d+$/)
    await page.locator('main').getByRole('link', { name: title }).click()
    await page.waitForURL(/\/opportunities\/\d+$/)
    expect(await page.locator('main a[href^="/orders/"]').count()).toBeGreaterThan(1)
  })

  test('2.3.3 salesperson and manager see an opportunity and its history; a colleague does not', async () => {
    const page = await signedIn('王芳')
    const title = `冷水机组${++serial}`
    await opportunity(page, title)
    const { pathname } = new URL(page.url())
    await page.fill('[name=note]', '第一次拜访')
    await button(page, t('opportunities.save_update')).click()
    await page.locator('.timeline .timeline-text').first().waitFor()
    const manager = await signedIn('陈静')
    await manager.goto(`/opportunities?stage=open&q=${encodeURIComponent(title)}`)
    await healthy(manager, '2.3.3-list')
    await manager.locator('main').getByRole('link', { name: title }).click()
    await manager.waitForURL(`**${pathname}`)
    expect(await manager.locator('.timeline').textContent()).toContain('第一次拜访')
    await healthy(manager, '2.3.3-page')
    const colleague = await signedIn('李强')
    expect((await colleague.goto(pathname))?.status()).toBe(404)
  })
})
