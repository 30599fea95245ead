import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { signedIn, customer, product, setLocale } = await serve(browser)
await customer({ name: '刘敏', company: '苏州恒测仪器有限公司', phone: '139 1560 2284', region: '江苏' })
await customer({ name: '林海燕', company: '东莞恒测精工模具', phone: '0769-2230 7745', region: '广东', owner: '李强' })
await product({ model: 'HC-2418R', name: '恒测牌高速冷冻离心机', list_price: '86400' })

const focused = (page: Page) => page.locator(':focus')
const palette = (page: Page) => page.locator('dialog.palette')
const quiet = { waitUntil: 'networkidle' } as const

describe('the palette', () => {
  test.each([
    { locale: 'zh-CN', heading: '客户', said: '找到 3 条', first: '新建客户' },
    { locale: 'en', heading: 'Customers', said: '3 results', first: 'New customer' },
  ] as const)('opens from any page with the keyboard, in $locale', async ({ locale, heading, said, first }) => {
    await setLocale('陈静', locale)
    const page = await signedIn({ locale })
    await page.goto('/account', quiet)
    await page.keyboard.press('/')
    await palette(page).locator('.place', { hasText: first }).waitFor()
    await page.keyboard.type('hengce')
    await palette(page).locator('h2', { hasText: heading }).waitFor()
    expect(await palette(page).locator('li[data-id]').count()).toBe(3)
    expect(await palette(page).locator('[role=status]').textContent()).toBe(said)
    expect(await axe(page)).toEqual([])
    await saveScreenshot(page, `palette-${locale}`)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await focused(page).getAttribute('name')).toBe('q')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/customers/1')
    await setLocale('陈静', 'zh-CN')
  })

  test('Escape closes it and restores the focus; Ctrl+K opens it over a list with its query', async () => {
    const page = await signedIn()
    await page.goto('/customers', quiet)
    await page.locator('h1').click()
    await page.focus('#results tbody a')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('liu')
    await palette(page).locator('li[data-id]').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await palette(page).isVisible()).toBe(false)
    expect(await focused(page).getAttribute('href')).toBe('/customers/2')
    await page.keyboard.press('Control+k')
    expect(await focused(page).inputValue()).toBe('liu')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('m')
    expect(await focused(page).inputValue()).toBe('lium')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('x')
    expect(await focused(page).inputValue()).toBe('x')
    await page.mouse.click(5, 5)
    expect(await palette(page).isVisible()).toBe(false)
  })

  test('Enter in its field opens the page of all results; a click on the box opens it', async () => {
    const page = await signedIn()
    await page.goto('/account', quiet)
    await page.click('.quick-search')
    await palette(page).waitFor()
    await page.keyboard.type('恒测')
    await page.keyboard.press('Enter')
    // A key pressed before the page's scripts are loaded would be lost.
    await page.waitForURL('**/search?q=%E6%81%92%E6%B5%8B', quiet)
    expect(await page.locator('main li[data-id]').count()).toBe(3)
    await page.locator('h1').click()
    await page.keyboard.press('Control+k')
    expect(await focused(page).inputValue()).toBe('恒测')
    expect(await palette(page).count()).toBe(0)
    await page.keyboard.type('仪器')
    await page.waitForURL(/q=%E4%BB%AA%E5%99%A8/)
    await expect.poll(() => page.locator('main li[data-id]').count()).toBe(1)
  })

  test('falls back to the search page if fetching fails', async () => {
    const page = await signedIn({ provokes: /500/ })
    await page.route('**/search?*', (route) =>
      route.request().resourceType() === 'fetch' ? route.fulfill({ status: 500 }) : route.continue(),
    )
    await page.goto('/account', quiet)
    await page.keyboard.press('/')
    await page.waitForURL('**/search?q=')
    expect(await page.locator('main .place').count()).toBeGreaterThan(0)
  })
})

test('without scripts the box links to the search page, which has a form', async () => {
  const page = await signedIn({ scripts: false })
  await page.goto('/account')
  await page.click('.quick-search')
  await page.waitForURL('**/search')
  expect(await palette(page).count()).toBe(0)
  await page.fill('main [name=q]', 'lhy')
  await page.press('main [name=q]', 'Enter')
  await page.waitForURL(/q=lhy/)
  await page.click('main li[data-id] a')
  expect(await page.locator('h1').textContent()).toBe('林海燕')
})

test.each(['zh-CN', 'en'] as const)('on a phone the strip at the top opens it, in %s', async (locale) => {
  await setLocale('陈静', locale)
  const page = await signedIn({ locale, width: 390, touch: true, dark: locale === 'en' })
  await page.goto('/customers/1', quiet)
  await page.tap('.topbar a[href="/search"]')
  await page.waitForURL('**/search', quiet)
  await saveScreenshot(page, `search-empty-390-${locale}`)
  await page.fill('main [name=q]', '恒测')
  await expect.poll(() => page.locator('main li[data-id]').count()).toBe(3)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  for (const line of await page.locator('main .search-hits a').all())
    expect((await line.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  expect(await axe(page)).toEqual([])
  await saveScreenshot(page, `search-390-${locale}`)
  await page.fill('main [name=q]', '没有这家公司')
  await page.waitForSelector('main .empty')
  expect(await axe(page)).toEqual([])
  await saveScreenshot(page, `search-nothing-390-${locale}`)
  await page.tap('main .empty a')
  await page.waitForURL(/customers\/new/)
  expect(await page.inputValue('[name=company]')).toBe('没有这家公司')
  await setLocale('陈静', 'zh-CN')
})
