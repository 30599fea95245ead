import { expect, test } from 'vitest'
import { openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { signedIn, customer } = await serve(browser)

test.each([1280, 390])('sign-in, search and creating a customer work without scripts, width %i', async (width) => {
  await customer({ name: '何思远', company: `远山机械${width}`, phone: `138${width}00000`.slice(0, 11) })
  const page = await signedIn({ scripts: false, width })
  await page.goto('/customers')
  await page.fill('[name=q]', String(width))
  await page.press('[name=q]', 'Enter')
  await page.waitForURL(/q=/)
  expect(await page.locator('#results tbody tr').count()).toBe(1)
  await saveScreenshot(page, `no-scripts-list-${width}`)
  await page.goto('/customers/new')
  await page.fill('[name=name]', `周颖${width}`)
  await page.click('main button[type=submit]')
  expect(await page.locator('.notice.bad li').count()).toBe(1)
  expect(await page.inputValue('[name=name]')).toBe(`周颖${width}`)
  await page.fill('[name=phone]', `139${width}11111`.slice(0, 11))
  await page.click('main button[type=submit]')
  await page.waitForURL(/customers\/\d+$/)
  expect(await page.locator('h1').textContent()).toBe(`周颖${width}`)
  expect(await page.locator('button:visible', { hasText: '关闭' }).count()).toBe(0)
})
