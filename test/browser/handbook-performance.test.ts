import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { addClosed, addCollected } from '../performance/department.ts'
import { addCustomer, addOrders, addProduct, addSalesperson } from '../reports/report-fixtures.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { everyWay, waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
const wang = house.who('王芳').id

/** Two quarters of five salespeople; 王芳 sells most. */
beforeAll(async () => {
  const people = [wang, house.who('李强').id]
  for (const [username, name] of [
    ['liuyang', '刘洋'],
    ['zhaomin', '赵敏'],
    ['sunjie', '孙杰'],
  ] as const)
    people.push(await addSalesperson(username, name))
  const product_id = await addProduct('HC-2418R', '环境试验', wang, '恒温恒湿箱')
  for (const [index, user_id] of people.entries()) {
    const customer_id = await addCustomer(`KH-00${index}`, user_id)
    const fact = (on_day: string, amount: number, by = user_id) => ({
      kind: 'sale' as const,
      on_day,
      customer_id,
      owner_id: user_id,
      user_id: by,
      region: '江苏',
      product_id,
      category: null,
      source: null,
      quantity: 12_000 + index * 500,
      amount,
      order_sign: 1 as const,
    })
    const days = ['2024-04-11', '2024-05-20', '2024-07-03', '2024-07-29', '2024-08-15', '2024-09-02']
    const ids = await addOrders(
      days.map((day, at) => ({
        owner_id: user_id,
        customer_id,
        day,
        facts: [
          fact(day, 48_600_000 - index * 7_340_000 + at * 1_230_050),
          fact(day, 3_100_000, people[(index + 1) % 5]),
        ],
      })),
    )
    await addCollected(ids[0] ?? 0, customer_id, [
      { user_id, on_day: '2024-07-30', amount: 82_500_000 - index * 9_000_000 },
      { user_id, on_day: '2024-08-30', amount: -1_250_000 },
    ])
    const closed = (stage: 'won' | 'lost', day: string) => ({ owner_id: user_id, closed_on: day, stage })
    await addClosed(customer_id, [
      closed('won', '2024-07-09'),
      closed('lost', '2024-08-01'),
      closed('lost', '2024-09-09'),
    ])
  }
})

describe.each(waysOfThisRun(everyWay, 1))('in $locale, scripts $scripts', ({ locale, scripts }) => {
  const t = translator(locale)
  const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })

  async function signedIn(name: string): Promise<Page> {
    await house.setLocale(name, locale)
    return house.signedIn({ locale, scripts }, name)
  }

  async function healthy(page: Page, name: string): Promise<void> {
    await saveScreenshot(page, `${name}-${locale}-${scripts ? 'scripts' : 'plain'}`)
    if (scripts) expect(await axe(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  }

  test('2.6 a manager sets targets, chooses salesperson and period, and generates the performance', async () => {
    const page = await signedIn('陈静')
    await page.goto('/performance/targets?year=2024&indicator=amount')
    await page.fill(`[name="targets[${wang}][2024-07][amount]"]`, '-5')
    await button(page, t('save')).click()
    await page.locator('.notice.bad').waitFor()
    expect(await page.locator('.notice.bad').textContent()).toContain(t('errors.amount'))
    await healthy(page, '2.6-refused')
    for (const month of ['07', '08', '09'])
      await page.fill(`[name="targets[${wang}][2024-${month}][amount]"]`, '400000')
    await button(page, t('save')).click()
    await page.waitForURL(/year=2024&indicator=amount/)
    expect(await page.inputValue(`[name="targets[${wang}][2024-09][amount]"]`)).toBe('400000')
    await healthy(page, '2.6-targets')
    await page.goto('/performance?period=2024-07')
    await healthy(page, '2.6-team')
    await page.selectOption('[name=user_id]', String(wang))
    await button(page, t('performance.generate')).click()
    await page.waitForURL(new RegExp(`/performance/${wang}\\?period=2024-07`))
    await page
      .locator('main')
      .getByRole('link', { name: t('performance.length_quarter'), exact: true })
      .click()
    await page.waitForURL(/period=2024-Q3/)
    const row = page.locator('tr[data-key=amount]')
    expect(await row.locator('[data-measure=amount_target]').getAttribute('data-value')).toBe('120000000')
    await page.locator('.breakdown > summary').first().click()
    await page.getByText(t('performance.part_own')).first().waitFor()
    await healthy(page, '2.6-person')
  })

  test('3.5 a manager assesses performance by figures, each of which links to its records', async () => {
    const page = await signedIn('陈静')
    await page.goto('/performance?period=2024-Q3')
    expect(await page.locator('tbody tr').first().getAttribute('data-key')).toBe('wangfang')
    const figure = page.locator('tr[data-key=wangfang] [data-measure=conversion]')
    expect(await figure.getAttribute('data-value')).toBe('33.33')
    await figure.locator('a').click()
    await page.waitForURL(/indicator=conversion/)
    expect(await page.locator('tbody tr').count()).toBe(3)
    expect(await page.locator('[data-measure=conversion]').getAttribute('data-value')).toBe('33.33')
    await healthy(page, '3.5-records')
    const own = await signedIn('王芳')
    await own.goto('/performance')
    expect(new URL(own.url()).pathname).toBe(`/performance/${wang}`)
    await healthy(own, '3.5-own')
  })
})

const sights = [
  { width: 1440, locale: 'zh-CN' as const },
  { width: 390, locale: 'en' as const, dark: true, touch: true },
  { width: 390, locale: 'zh-CN' as const, touch: true },
]

test.each(waysOfThisRun(sights, 1))(
  'at $width in $locale: no accessibility violations, no horizontal scrolling',
  async ({ locale, ...visit }) => {
    await house.setLocale('陈静', locale)
    const page = await house.signedIn({ ...visit, locale })
    const addresses = {
      team: '/performance?period=2024-Q3',
      person: `/performance/${wang}?period=2024-Q3`,
      records: `/performance/${wang}/records?period=2024-Q3`,
      targets: '/performance/targets?year=2024',
    }
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(address)
      await saveScreenshot(page, `performance-${name}-${visit.width}-${locale}`)
      expect([name, await axe(page)]).toEqual([name, []])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    }
  },
)

test.each([1280, 1440])(
  'at %i the months of a year are side by side, and a spreadsheet can be pasted over them',
  async (width) => {
    await house.setLocale('陈静', 'en')
    const page = await house.signedIn({ width, locale: 'en' })
    await page.goto('/performance/targets?year=2025')
    const grid = page.locator('.target-grid')
    expect(await grid.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBeLessThanOrEqual(0)
    const row = grid.locator(`tr[data-id="${wang}"] input`)
    await row.nth(10).focus()
    await page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', '420,000\\t400000\\tbeyond\\r\\n1\\t2\\r\\n')
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }`)
    expect([await row.nth(10).inputValue(), await row.nth(11).inputValue()]).toEqual(['420,000', '400000'])
    expect(
      await grid.locator('input').evaluateAll((all) => all.filter((one) => 'value' in one && one.value).length),
    ).toBe(4)
  },
)

/** A4 landscape and portrait, without margins, at 96 dpi. */
test.each([
  ['/performance?period=2024-Q3&print=1', 1024],
  [`/performance/${wang}?period=2024-Q3&print=1`, 687],
])('%s prints with its header and nothing cut off', async (address, width) => {
  await house.setLocale('陈静', 'zh-CN')
  const page = await house.signedIn({ width })
  await page.goto(address)
  await page.emulateMedia({ media: 'print' })
  expect(await page.isVisible('.print-head')).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  await saveScreenshot(page, `performance-print-${width}`)
})
