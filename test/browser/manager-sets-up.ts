import { expect } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { monthName } from '../../src/performance/period.ts'
import type { Walker } from './journey-recorder.ts'
import type { Journey } from './journeys.ts'

/** A manager's day: the manager, the two salespeople, and the three imported customers, code-1 to code-3. */
export interface Day {
  w: Walker
  journey: Journey
  manager: string
  sellers: string[]
  companies: string[]
  code: string
}

/** Creates a salesperson's account; returns the initial password, which is shown once. */
export async function addAccount({ w, journey }: Day, name: string, username: string): Promise<string> {
  const { t } = w
  await journey('add an account', async () => {
    await w.menu(t('accounts.team'))
    await w.go(w.link(t('accounts.new')))
    await w.write(w.field(t('accounts.name')), name)
    await w.write(w.field(t('accounts.username')), username)
    await w.go(w.button(t('accounts.create')))
  })
  const initial = w.main.locator('[data-initial-password]')
  const password = (await initial.textContent()) ?? ''
  await w.go(w.link(t('accounts.team')))
  await w.main.getByRole('row', { name }).getByText(t('accounts.password_not_set')).waitFor()
  await w.go(w.link(name))
  expect(await initial.count()).toBe(0)
  return password
}

/** Sets this month's target of both salespeople to 100,000. */
export async function setTargets({ w, journey, sellers }: Day): Promise<void> {
  const { t } = w
  await journey('set the targets of a month', async () => {
    await w.menu(t('performance.title'))
    await w.go(w.link(t('performance.targets')))
    for (const name of sellers) await w.write(w.field(`${name} ${monthName(today().slice(0, 7), t)}`), '100000')
    await w.go(w.button(t('save')))
  })
  await w.hears(t('performance.targets_saved', { count: 2 }))
}

/** Imports four rows. One has no contact details, so the preview rejects it and offers it as a CSV file. */
export async function importCustomers({ w, companies, code }: Day): Promise<void> {
  const { t } = w
  const heads = ['code', 'company', 'phone', 'owner_id'].map((name) => t(`customers.${name as 'code'}`))
  const owners = [`a.${code}`, `a.${code}`, `b.${code}`]
  const rows = companies.map((company, n) => [`${code}-${n + 1}`, company, `0512-8800${code.length}${n}`, owners[n]])
  const bad = [`${code}-4`, `${companies[0]} 2`, '', `a.${code}`]
  const file = [heads, ...rows, bad].map((cells) => cells.join(',')).join('\r\n')

  await w.menu(t('imports.menu'))
  await w.go(w.link(t('customers.import')))
  await w.field(t('imports.file')).setInputFiles({ name: 'book.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await w.press(w.button(t('imports.upload')))
  const rejected = w.main.getByRole('row', { name: `${code}-4` })
  await rejected.getByText(t('customers.contact_method_required')).waitFor()
  await w.shot(`day-import-${code}`)
  const text = await w.download(w.link(t('imports.download_rejected')))
  expect(text).toContain(`${code}-4`)
  expect(text).not.toContain(`${code}-1`)
  await w.press(w.button(t('imports.commit', { count: 3 })))
  await w.hears(t('imports.done_heading'))
  await w.go(w.link(t('imports.to_records', { what: t('customers.title_page') })))
  for (const company of companies) await w.link(company).waitFor()
}

/** Sets the company's name, which appears in page titles and in print. */
export async function setCompanyName({ w, journey, code }: Day): Promise<void> {
  const { t } = w
  await journey('change a setting', async () => {
    await w.menu(t('preferences.title'))
    await w.write(w.field(t('preferences.company')), companyOf(code))
    await w.go(w.button(t('save')))
  })
  await w.hears(t('preferences.saved'))
}

/** The company's name in this run. */
export const companyOf = (code: string) => `Hengyue ${code}`
