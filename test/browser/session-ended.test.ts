import { expect, test } from 'vitest'
import { axe, openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { signedIn, signIn } = await serve(browser)

test('without scripts, the page says how to get back to what was typed, and signing in leads to the form', async () => {
  const page = await signedIn({ scripts: false })
  await page.goto('/customers/new')
  await page.fill('[name=name]', '周颖')
  await page.fill('[name=notes]', '喜欢下午来电')
  await page.context().clearCookies()
  await page.click('main button.button-primary[type=submit]')
  await page.waitForURL('**/login?*')
  expect(await page.textContent('.notice')).toContain('登录已过期')
  expect(await page.isVisible('noscript p')).toBe(true)
  expect(await page.textContent('noscript')).toContain('后退')
  await signIn(page, '陈静', '/customers/new')
  expect(await page.isVisible('[name=notes]')).toBe(true)
})

test('a form of an earlier session is refused in words, and opened again it has what was typed', async () => {
  const page = await signedIn()
  await page.goto('/customers/new', { waitUntil: 'networkidle' })
  await page.fill('[name=name]', '周颖')
  await page.context().clearCookies()
  const tab = await page.context().newPage()
  await tab.goto('/login')
  await signIn(tab)
  await page.click('main button.button-primary[type=submit]')
  await page.waitForSelector('text=表单来自上一次登录')
  expect(await axe(page)).toEqual([])
  await page.click('.actions .button-primary')
  await page.waitForSelector('form > .notice[role=status]')
  expect(await page.inputValue('[name=name]')).toBe('周颖')
})
