import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { everyWay, waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)

const newPassword = 'violet-kettle-harbor-93'
let serial = 0

describe.each(waysOfThisRun(everyWay))('in $locale, scripts $scripts', ({ locale, scripts }) => {
  const t = translator(locale)
  const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })
  const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })

  async function signedIn(name: string): Promise<Page> {
    await house.setLocale(name, locale)
    return house.signedIn({ locale, scripts }, name)
  }

  async function healthy(page: Page, name: string): Promise<void> {
    await saveScreenshot(page, `${name}-${locale}-${scripts ? 'scripts' : 'plain'}`)
    if (scripts) expect(await axe(page)).toEqual([])
  }

  test('2.1 a user signs in with a personal account and must change the initial password first', async () => {
    const username = `new.person.${++serial}`
    const manager = await signedIn('陈静')
    await manager.goto('/team/new')
    await label(manager, t('accounts.name')).fill('赵文博')
    await label(manager, t('accounts.username')).fill(username)
    await button(manager, t('accounts.create')).click()
    const initial = (await manager.locator('[data-initial-password]').textContent()) ?? ''
    await healthy(manager, '2.1-account')

    const page = await house.guest({ locale, scripts })
    await page.goto('/login')
    await label(page, t('accounts.username')).fill(username)
    await label(page, t('accounts.password')).fill('wrong')
    await button(page, t('accounts.sign_in')).click()
    expect(await page.getByRole('alert').textContent()).toContain(t('accounts.incorrect'))
    await healthy(page, '2.1-sign-in-refused')
    await label(page, t('accounts.password')).fill(initial)
    await button(page, t('accounts.sign_in')).click()
    await page.waitForURL('**/password')
    await page.goto('/customers')
    expect(new URL(page.url()).pathname).toBe('/password')

    await label(page, t('accounts.current_password')).fill(initial)
    await label(page, t('accounts.new_password')).fill('too short')
    await label(page, t('accounts.new_password_confirm')).fill('too short')
    await button(page, t('accounts.set_and_continue')).click()
    expect(await page.locator('#new_password-wrong').textContent()).toContain(t('accounts.password_short'))
    await healthy(page, '2.1-password-refused')
    await label(page, t('accounts.current_password')).fill(initial)
    await label(page, t('accounts.new_password')).fill(newPassword)
    await label(page, t('accounts.new_password_confirm')).fill(newPassword)
    await button(page, t('accounts.set_and_continue')).click()
    // Back to the page that was asked for.
    await page.waitForURL((url) => url.pathname === '/customers')
    await page.goto('/')
    expect(await page.title()).toContain(t('dashboard.title'))
  })

  test('2.2.1 a salesperson creates a customer; missing values and duplicates are reported first', async () => {
    const name = `张建国${++serial}`
    await house.customer({ owner: '李强', name: '刘敏', phone: `0512-62884${serial}00` })
    const page = await signedIn('王芳')
    await page.goto('/customers')
    await page
      .locator('main')
      .getByRole('link', { name: t('customers.new') })
      .click()
    await label(page, t('customers.name')).fill(name)
    await button(page, t('customers.create')).click()
    expect(await page.locator('#phone-wrong').textContent()).toContain(t('customers.contact_method_required'))
    await healthy(page, '2.2.1-refused')
    await label(page, t('customers.phone')).fill(`+86 512 62884${serial}00`)
    await label(page, t('customers.region')).fill('江苏')
    await button(page, t('customers.create')).click()
    expect(await page.locator('.side').textContent()).toContain(t('customers.same_phone'))
    await healthy(page, '2.2.1-duplicate')
    await page.getByRole('button', { name: t('customers.save_anyway') }).click()
    await page.waitForURL(/\/customers\/\d+$/)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
    await healthy(page, '2.2.1-page')
  })

  test('2.2.2 a salesperson opens the customers, chooses one, changes it and saves', async () => {
    const name = `冯雪${++serial}`
    await house.customer({ name, city: '青岛' })
    const page = await signedIn('王芳')
    await page.goto('/customers')
    await page.getByRole('searchbox').fill(name)
    await page.getByRole('searchbox').press('Enter')
    await page.locator('main').getByRole('link', { name, exact: true }).click()
    await page
      .locator('main')
      .getByRole('link', { name: t('edit'), exact: true })
      .click()
    await label(page, t('customers.city')).fill('烟台')
    await button(page, t('save')).click()
    await page.waitForURL(/\/customers\/\d+$/)
    const said = t('customers.activity_changed', { who: '王芳', label: t('customers.city'), old: '青岛', new: '烟台' })
    expect(await page.locator('.timeline').textContent()).toContain(said)
  })

  test('2.2.3 a salesperson and a manager see the basic information and the communications', async () => {
    const id = await house.customer({ name: `唐磊${++serial}`, industry: '半导体' })
    const page = await signedIn('王芳')
    await page.goto(`/customers/${id}`)
    await page.locator('#content').fill('到现场看了二号车间')
    await page.getByRole('radio', { name: t('customers.kind.visit') }).check({ force: true })
    await page.getByRole('radio', { name: t('customers.in_tomorrow') }).check({ force: true })
    await button(page, t('customers.save_activity')).click()
    await page.locator('.timeline .timeline-text').first().waitFor()
    expect(await page.locator('.timeline .timeline-text').first().textContent()).toContain(t('customers.kind.visit'))
    await healthy(page, '2.2.3-page')

    const manager = await signedIn('陈静')
    await manager.goto(`/customers/${id}`)
    expect(await manager.locator('main').textContent()).toContain('到现场看了二号车间')
    expect(await manager.locator('.facts').textContent()).toContain('半导体')
  })
})
