import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const { signedIn, signIn, customer } = await serve(browser)
const notice = 'form > .notice[role=status]'
const drafts = (page: Page) => page.evaluate(`Object.keys(sessionStorage).filter((key) => key.startsWith('draft'))`)

/** A new customer's form with values typed into it, after the draft was saved. */
async function typing(visit = {}): Promise<Page> {
  const page = await signedIn(visit)
  await page.goto('/customers/new', { waitUntil: 'networkidle' })
  await page.fill('[name=name]', '周颖')
  await page.check('[name=level][value=B]', { force: true })
  await page.fill('[name=notes]', '喜欢下午来电')
  return page
}

test.each([1280, 390])('typed values are restored after a reload, and can be discarded, width %i', async (width) => {
  const page = await typing({ width })
  await page.reload()
  await page.waitForSelector(notice)
  expect(await page.inputValue('[name=name]')).toBe('周颖')
  expect(await page.inputValue('[name=notes]')).toBe('喜欢下午来电')
  expect(await page.isChecked('[name=level][value=B]')).toBe(true)
  expect(await axe(page)).toEqual([])
  await saveScreenshot(page, `behaviours-draft-${width}`)
  await page.click(`${notice} button`)
  expect(await page.inputValue('[name=name]')).toBe('')
  expect(await page.isChecked('[name=level][value=B]')).toBe(false)
  expect(await drafts(page)).toEqual([])
  expect(await page.locator(':focus').getAttribute('name')).toBe('name')
})

test('an accepted form leaves no draft', async () => {
  const page = await typing()
  await page.fill('[name=phone]', '13511112222')
  await page.click('main button[type=submit]')
  await page.waitForURL(/customers\/\d+$/)
  await expect.poll(() => drafts(page)).toEqual([])
})

test('a rejected form keeps the draft of its values and is not overwritten', async () => {
  const page = await typing()
  await page.fill('[name=email]', '不是邮箱')
  await page.click('main button[type=submit]')
  await page.waitForSelector('.notice.bad:focus')
  expect(await page.locator(notice).count()).toBe(0)
  expect(await page.inputValue('[name=email]')).toBe('不是邮箱')
  await page.goto('/customers/new')
  await page.waitForSelector(notice)
  expect(await page.inputValue('[name=email]')).toBe('不是邮箱')
})

test('a form submitted after the session ended is restored after signing in again', async () => {
  const page = await typing()
  await page.context().clearCookies()
  await page.click('main button[type=submit]')
  await page.waitForURL('**/login?*')
  expect(await page.textContent('.notice')).toContain('登录已过期')
  expect(await page.textContent('.notice')).toContain('尚未保存')
  await signIn(page, '陈静', '/customers/new')
  await page.waitForSelector(notice)
  expect(await page.inputValue('[name=name]')).toBe('周颖')
})

test('other users do not see a draft, and signing out deletes it', async () => {
  const page = await typing()
  await page.context().clearCookies()
  await page.goto('/login')
  await signIn(page, '王芳')
  await page.goto('/customers/new', { waitUntil: 'networkidle' })
  expect(await page.locator(notice).count()).toBe(0)
  expect(await drafts(page)).toHaveLength(1)
  await page.click('.self summary')
  await page.click('.self form[action="/logout"] button')
  await page.waitForURL('**/login')
  expect(await drafts(page)).toEqual([])
})

test('a draft of an older version is shown next to the newer one and does not replace it', async () => {
  const id = await customer({ name: '钱多', phone: '13522223333' })
  const page = await signedIn()
  await page.goto(`/customers/${id}/edit`, { waitUntil: 'networkidle' })
  await page.fill('[name=title]', '总经理')
  const other = await signedIn()
  await other.goto(`/customers/${id}/edit`)
  await other.fill('[name=title]', '采购主任')
  await other.click('main button[type=submit]')
  await other.waitForURL(`**/customers/${id}`)
  await page.reload()
  await page.waitForSelector(notice)
  await page.click('main button[type=submit]')
  await page.waitForSelector('.notice.warn:focus')
  expect(await page.locator('#title-theirs').textContent()).toContain('采购主任')
  expect(await page.inputValue('[name=title]')).toBe('总经理')
})

test('a draft about another customer, or for an opportunity, is not restored in this form', async () => {
  const [one, other] = [await customer({ company: '甲公司' }), await customer({ company: '乙公司' })]
  const page = await signedIn()
  await page.goto(`/opportunities/new?customer_id=${one}`, { waitUntil: 'networkidle' })
  await page.fill('[name=title]', '恒温箱')
  await page.goto(`/opportunities/new?customer_id=${other}`, { waitUntil: 'networkidle' })
  expect(await page.locator(notice).count()).toBe(0)
  expect(await page.inputValue('[name=title]')).toBe('')
  expect(await page.inputValue('[name=customer_id]')).toBe(String(other))
})

test('values typed before the customer lookup are restored, and a single matching customer is selected', async () => {
  const id = await customer({ company: '独一家公司' })
  const page = await signedIn()
  await page.goto('/opportunities/new', { waitUntil: 'networkidle' })
  await page.fill('[name=title]', '水浴锅')
  await page.fill('[name=q]', '独一家')
  await page.click('.find-customer button')
  await page.waitForSelector(notice)
  expect(await page.inputValue('[name=title]')).toBe('水浴锅')
  expect(await page.inputValue('[name=customer_id]')).toBe(String(id))
})

test('going back to an accepted form shows it empty, so nothing is recorded twice', async () => {
  const id = await customer({ company: '只记一次' })
  const page = await signedIn()
  await page.goto(`/customers/${id}`, { waitUntil: 'networkidle' })
  await page.fill('.log [name=content]', '来过电话')
  await page.click('.log button[type=submit]')
  await page.waitForSelector('.timeline-text')
  await page.goBack({ waitUntil: 'networkidle' })
  expect(await page.inputValue('.log [name=content]')).toBe('')
})

test('forms with a password have no drafts', async () => {
  const page = await signedIn()
  await page.goto('/password', { waitUntil: 'networkidle' })
  await page.fill('[name=current_password]', 'secret')
  expect(await drafts(page)).toEqual([])
})
