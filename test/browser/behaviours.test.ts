import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { guest, signedIn, customer } = await serve(browser)
await customer({ name: '何思远', company: '远山机械', phone: '13812345678' })
await customer({ name: '赵敏', company: '华信科技', phone: '13998765432' })
await customer({ name: '孙何', company: '南海贸易', phone: '13700000001' })

const names = (page: Page) => page.locator('#results tbody th')
/** The element with the keyboard focus. */
const focused = (page: Page) => page.locator(':focus')
const search = '[data-behaviour~="search-as-you-type"]'

describe('a menu', () => {
  test('closes on a click elsewhere, and when another one opens', async () => {
    const page = await signedIn()
    await page.goto('/customers')
    const [more, filter] = [page.locator('.page-head .menu'), page.locator('.toolbar .menu').first()]
    await more.locator('summary').click()
    expect(await more.getAttribute('open')).not.toBeNull()
    await saveScreenshot(page, 'behaviours-menu')
    await page.locator('h1').click()
    await page.waitForSelector('details[open]', { state: 'detached' })
    await more.locator('summary').click()
    await filter.locator('summary').click()
    await expect.poll(() => page.locator('details[open]').count()).toBe(1)
    expect(await filter.getAttribute('open')).not.toBeNull()
  })

  test('is navigated with arrow keys, and Escape returns to its summary', async () => {
    const page = await signedIn()
    await page.goto('/customers')
    const menu = page.locator('.toolbar .menu').first()
    await page.waitForLoadState('networkidle')
    await menu.locator('summary').focus()
    await page.keyboard.press('ArrowDown')
    const items = await menu.locator('a').allTextContents()
    expect(await focused(page).textContent()).toBe(items[0])
    await page.keyboard.press('ArrowUp')
    expect(await focused(page).textContent()).toBe(items.at(-1))
    await page.keyboard.press('Home')
    expect(await focused(page).textContent()).toBe(items[0])
    await page.keyboard.press('Escape')
    expect(await menu.getAttribute('open')).toBeNull()
    expect(await focused(page).evaluate((one) => one.tagName)).toBe('SUMMARY')
  })
})

test('/ focuses the list’s search field', async () => {
  const page = await signedIn()
  await page.goto('/customers', { waitUntil: 'networkidle' })
  await page.keyboard.press('/')
  expect(await focused(page).getAttribute('name')).toBe('q')
  await page.keyboard.press('/')
  expect(await page.inputValue(search)).toBe('/')
})

describe('search as you type', () => {
  test('replaces the results, the URL and the count, and keeps the caret', async () => {
    const page = await signedIn()
    await page.goto('/customers?level=', { waitUntil: 'networkidle' })
    await page.evaluate('window.here = true; 0')
    await page.locator(search).pressSequentially('思远')
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL('**/customers?q=%E6%80%9D%E8%BF%9C')
    expect(await names(page).count()).toBe(1)
    expect(await page.locator('#list-status').textContent()).toContain('1')
    expect(await page.locator('#list-pager .muted').textContent()).toContain('1–1')
    expect(await page.locator('#list-head a[download]').first().getAttribute('href')).toContain('q=')
    expect(await page.evaluate('[document.activeElement.name, document.activeElement.selectionStart]')).toEqual([
      'q',
      1,
    ])
    expect(await page.evaluate(`'here' in window`)).toBe(true)
    expect(await axe(page)).toEqual([])
    await saveScreenshot(page, 'behaviours-search')
  })

  test('activates the behaviours of inserted elements', async () => {
    const page = await signedIn()
    await page.goto('/customers', { waitUntil: 'networkidle' })
    await page.fill(search, '没有匹配的账号')
    await page.waitForSelector('#results .empty')
    await page.fill(search, '')
    await page.waitForSelector('#results tbody tr:nth-child(3)')
    const menu = page.locator('.page-head .menu')
    await menu.locator('summary').click()
    expect(await menu.getAttribute('open')).toBe('')
    await page.locator('h1').click()
    await expect.poll(() => menu.getAttribute('open')).toBe(null)
  })

  test('aborts the previous request', async () => {
    const page = await signedIn()
    await page.goto('/customers', { waitUntil: 'networkidle' })
    await page.route('**/customers?q=%E8%B5%B5', () => {})
    const asked = page.waitForRequest('**/customers?q=%E8%B5%B5')
    await page.fill(search, '赵')
    const given = page.waitForEvent('requestfailed')
    await asked
    await page.fill(search, '孙')
    expect((await given).failure()?.errorText).toBe('net::ERR_ABORTED')
    await page.waitForURL('**/customers?q=%E5%AD%99')
    expect(await names(page).allTextContents()).toEqual([expect.stringContaining('孙何')])
  })

  test('waits for the end of an input method’s composition', async () => {
    const page = await signedIn()
    await page.clock.install()
    await page.goto('/customers', { waitUntil: 'networkidle' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const keyboard = await page.context().newCDPSession(page)
    await page.focus(search)
    await keyboard.send('Input.imeSetComposition', { text: 'zhao', selectionStart: 4, selectionEnd: 4 })
    await page.clock.runFor(5000)
    expect(await page.inputValue(search)).toBe('zhao')
    expect(asked).toEqual([])
    await keyboard.send('Input.insertText', { text: '赵' })
    await page.clock.runFor(150)
    await page.waitForURL('**/customers?q=%E8%B5%B5')
    expect(asked).toHaveLength(1)
  })

  test('submits the form if fetching fails', async () => {
    const page = await signedIn({ provokes: /500/ })
    await page.route('**/customers?*', (route) =>
      route.request().resourceType() === 'fetch' ? route.fulfill({ status: 500 }) : route.continue(),
    )
    await page.goto('/customers', { waitUntil: 'networkidle' })
    const sent = page.waitForRequest((request) => request.isNavigationRequest() && request.url().includes('q='))
    await page.fill(search, '赵')
    await sent
    await expect.poll(() => names(page).allTextContents()).toEqual([expect.stringContaining('赵敏')])
  })
})

test('a password can be shown, and is hidden again before it is submitted', async () => {
  const page = await guest()
  await page.goto('/login')
  const button = page.locator('.with-show button')
  await page.fill('[name=password]', 'secret')
  await button.click()
  expect(await page.getAttribute('[name=password]', 'type')).toBe('text')
  expect(await button.textContent()).toBe('隐藏')
  expect(await axe(page)).toEqual([])
  await saveScreenshot(page, 'behaviours-password')
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await page.press('[name=username]', 'Enter')
  await sent
  expect(await page.getAttribute('[name=password]', 'type')).toBe('password')
})

describe('a rejected form', () => {
  test('focuses its error summary, which links to the field', async () => {
    const page = await signedIn()
    await page.goto('/customers/new', { waitUntil: 'networkidle' })
    await page.fill('[name=city]', '上海')
    await page.click('main button[type=submit]')
    await page.waitForSelector('.notice.bad:focus')
    expect(await page.locator('#draft-notice + .notice, form > .notice:not(.bad)').count()).toBe(0)
    await page.click('.notice.bad a >> nth=1')
    expect(await focused(page).getAttribute('name')).toBe('phone')
    expect(await axe(page)).toEqual([])
    await saveScreenshot(page, 'behaviours-refused')
  })
})

test('a copy button copies and confirms it for two seconds', async () => {
  const page = await signedIn()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install()
  await page.goto('/account')
  await page.evaluate(`{
    const button = document.createElement('button')
    Object.assign(button, { type: 'button', hidden: true, textContent: '复制', className: 'button' })
    Object.assign(button.dataset, { behaviour: 'copy-button', copy: 'SO-1', copied: '已复制' })
    document.querySelector('.page-head').append(button)
  }`)
  await page.click('[data-copy]')
  const status = page.locator('[data-copy] + [role=status]')
  await expect.poll(() => status.textContent()).toBe('已复制')
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('SO-1')
  await page.clock.runFor(2000)
  expect(await status.textContent()).toBe('')
})

test('a form is submitted once, and can be submitted again after going back', async () => {
  const page = await signedIn()
  await page.goto('/account', { waitUntil: 'networkidle' })
  await page.evaluate(`addEventListener('submit', (event) => event.preventDefault())`)
  const button = page.locator('main form button[type=submit]')
  await button.click()
  await page.waitForSelector('main form button[type=submit]:disabled')
  await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow'))`)
  expect(await button.isEnabled()).toBe(true)
})

test('a flash message can be closed', async () => {
  const page = await signedIn()
  await page.goto('/account', { waitUntil: 'networkidle' })
  await page.click('main form button[type=submit]')
  await page.waitForSelector('.flash button:visible')
  await saveScreenshot(page, 'behaviours-flash')
  await page.click('.flash button')
  expect(await page.locator('.flash').count()).toBe(0)
  expect(await focused(page).getAttribute('id')).toBe('main')
})

test('pages for signed-in users reference the speculation rules', async () => {
  const page = await signedIn()
  const list = await page.goto('/customers')
  expect(list?.headers()['speculation-rules']).toBe('"/speculation-rules.json"')
  const rules = await page.request.get('/speculation-rules.json')
  expect(rules.headers()['content-type']).toContain('application/speculationrules+json')
  expect(await rules.json()).toHaveProperty('prefetch')
  expect((await page.request.get('/css/salesbook.css')).headers()).not.toHaveProperty('speculation-rules')
  const stranger = await guest()
  expect((await stranger.goto('/login'))?.headers()).not.toHaveProperty('speculation-rules')
})
