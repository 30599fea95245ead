import { describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { initialPassword, signInFirstTime } from './first-sign-in.ts'
import { openBrowser } from './harness.ts'
import { type Walker, walker } from './journey-recorder.ts'
import { type Journey, journeys } from './journeys.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
await house.product({ model: 'HC-2418R', name: '恒温恒湿箱', unit: '台', list_price: '48600' })

const ways = [
  { locale: 'zh-CN' as const, scripts: true, phone: false, company: '无锡微芯半导体设备有限公司' },
  { locale: 'en' as const, scripts: false, phone: false, company: 'Bergmann Instruments GmbH' },
  { locale: 'en' as const, scripts: true, phone: true, company: 'Halden Marine Supplies Ltd' },
  { locale: 'zh-CN' as const, scripts: false, phone: true, company: '宁波远洋冷链股份有限公司' },
]

describe.each(waysOfThisRun(ways, 1))('a salesperson’s day in $locale, scripts $scripts, phone $phone', (way) => {
  const { locale, scripts, phone, company } = way
  const username = `zhao.${locale}.${phone ? 'phone' : 'desk'}`.toLowerCase()

  test('from the first sign-in to the completed order', { timeout: 600_000 }, async () => {
    const size = phone ? { width: 390, height: 844, touch: true } : { width: 1280 }
    const w = walker(await house.guest({ locale, scripts, ...size }), { locale, touch: phone })
    const person = { w, journey: journeys(w, way), company, scripts }

    const initial = await initialPassword(house, { name: '赵文博', username, role: 'salesperson' })
    await signInFirstTime(w, username, initial)
    await w.hears(w.t('dashboard.nothing_due'))
    await customers(person)
    await opportunities(person)
    await orders(person)
    await performance(person)
    await w.go(w.button(w.t('sign_out'), await w.own('赵文博')))
    await w.button(w.t('accounts.sign_in')).waitFor()
  })
})

interface Person {
  w: Walker
  journey: Journey
  company: string
  scripts: boolean
}

/** A new customer is created and gets a communication and a follow-up. */
async function customers({ w, journey, company, scripts }: Person): Promise<void> {
  const { t } = w
  const name = `何思远 ${company}`
  await journey('create a customer', async () => {
    const check = w.section(t('dashboard.duplicate_check'))
    await w.write(w.field(t('dashboard.duplicate_check_label')), company)
    await w.go(w.button(t('dashboard.duplicate_check_submit')))
    await w.hears(t('dashboard.not_found', { what: company }))
    await w.go(w.link(t('customers.new'), check))
    expect(await w.field(t('customers.company')).inputValue()).toBe(company)
    await w.write(w.field(t('customers.name')), name)
    await w.write(w.field(t('customers.phone')), String(Math.random()).slice(2, 13))
    await w.go(w.button(t('customers.create')))
  })
  await w.hears(t('customers.created'))

  const talk = async (what: string, then: () => Promise<void>) => {
    await w.write(w.field(t('customers.content')), what)
    await then()
    await w.go(w.button(t('customers.save_activity')))
    await w.hears(what)
  }
  const dueToday = () => w.write(w.field(t('customers.follow_up_on')), today())
  const listed = () => w.section(t('dashboard.due')).getByRole('link', { name, exact: true }).count()

  await talk('问了交期，今天再回电', dueToday)
  await journey('postpone a follow-up', async () => {
    expect(await listed()).toBe(1)
    await w.go(w.button(t('dashboard.reschedule_tomorrow', { name })))
    expect(await listed()).toBe(0)
  })
  await w.go(w.link(name))
  await talk('报价发过去了', dueToday)
  await journey('complete a follow-up', async () => {
    expect(await listed()).toBe(1)
    await w.go(w.button(t('dashboard.complete_follow_up', { name })))
    expect(await listed()).toBe(0)
  })
  await journey('find a customer', async () => {
    await w.menu(t('customers.title_page'))
    await w.write(w.main.getByRole('searchbox'), company.slice(0, 6))
    if (!scripts) await Promise.all([w.page.waitForURL(/q=/), w.page.keyboard.press('Enter')])
    await w.go(w.link(name))
  })
  await journey('record a call with follow-up', async () => {
    await w.go(w.link(name))
    await talk('对方满意，明天定数量', () => w.press(w.chip(t('customers.in_tomorrow'))))
  })
}

/** An opportunity from creation until it is won. */
async function opportunities({ w, journey, company }: Person): Promise<void> {
  const { t } = w
  const title = `恒温恒湿箱 ${company}`
  await journey('create an opportunity', async () => {
    await w.go(w.link(`何思远 ${company}`))
    await w.go(w.link(t('opportunities.new')))
    await w.write(w.field(t('opportunities.title')), title)
    await w.write(w.field(t('opportunities.expected_amount_in', { currency: w.currency })), '90000')
    await w.write(w.field(t('opportunities.expected_close_on')), addDays(today(), 20))
    await w.go(w.button(t('save')))
  })
  await w.hears(t('opportunities.created'))
  await journey('update an opportunity', async () => {
    await w.menu(t('opportunities.title_page'))
    await w.go(w.link(title))
    await w.write(w.field(t('opportunities.note')), '采购点头了，要两台')
    await w.press(w.chip(t('opportunities.stage_negotiation')))
    await w.write(w.field(t('opportunities.expected_amount_in', { currency: w.currency })), '97200')
    await w.go(w.button(t('opportunities.save_update')))
  })
  await w.hears('采购点头了，要两台')
  await w.hears(/97,200\.00/)
  await journey('win an opportunity and create its order', async () => {
    await w.menu(t('opportunities.title_page'))
    await w.go(w.link(title))
    await w.press(w.chip(t('opportunities.stage_won')))
    await w.go(w.button(t('opportunities.save_update')))
    await w.go(w.link(t('opportunities.enter_order')))
    const line = (label: string) => w.field(t('form.label_at_line', { line: 1, label }))
    await w.write(line(t('orders.product_model')), 'HC-2418R')
    await w.write(line(t('orders.quantity')), '2')
    await w.go(w.button(t('orders.save_draft')))
  })
  await w.hears(t('orders.created'))
}

/** The order is confirmed, shipped and paid, and is then completed automatically. */
async function orders({ w, journey, company }: Person): Promise<void> {
  const { t } = w
  const number = /^SO-\d{6}$/
  await journey('confirm an order', async () => {
    await w.menu(t('orders.title_page'))
    await w.go(w.main.getByRole('row', { name: company }).getByRole('link').first())
    await w.go(w.button(t('orders.confirm')))
  })
  await w.hears(number)
  await w.press(w.link(t('orders.record_shipment')))
  await w.write(w.field(t('orders.quantity_of', { model: 'HC-2418R', left: '2' })), '2')
  await w.write(w.field(t('orders.carrier')), '顺丰')
  await w.go(w.button(t('orders.submit_shipment')))
  await w.hears(t('orders.shipment_recorded'))
  await w.press(w.link(t('orders.record_payment')))
  await w.write(w.field(t('orders.amount_in', { currency: w.currency })), '7200')
  await w.go(w.button(t('orders.submit_payment')))
  await w.hears(t('orders.payment_part'))
  await journey('record a payment', async () => {
    await w.go(w.section(t('dashboard.unpaid')).getByRole('link', { name: number }))
    await w.press(w.link(t('orders.record_payment')))
    expect(await w.field(t('orders.amount_in', { currency: w.currency })).inputValue()).toBe('90000.00')
    await w.go(w.button(t('orders.submit_payment')))
  })
  await w.hears(t('orders.step_completed'))
}

/** The month so far, and the records behind a figure. */
async function performance({ w, journey }: Person): Promise<void> {
  const { t } = w
  await journey('see own progress', async () => {
    await w.section(t('dashboard.own_month')).getByText('97,200.00').first().waitFor()
    await w.go(w.link(t('dashboard.details')))
    await w.go(w.main.locator('[data-measure=amount]').first().getByRole('link'))
  })
  expect(await w.main.locator('[data-measure=amount]').first().getAttribute('data-value')).toBe('9720000')
  await w.main.getByRole('cell', { name: /HC-2418R/ }).waitFor()
}
