import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { startRunner } from '../../src/jobs/runner.ts'
import { addDays } from '../../src/values/days.ts'
import { initialPassword, ownPassword, signIn, signInFirstTime } from './first-sign-in.ts'
import { openBrowser } from './harness.ts'
import { walker } from './journey-recorder.ts'
import { journeys } from './journeys.ts'
import { analyseOrders, lookAtPayments, lookAtPerformance, lookAtSales } from './manager-looks.ts'
import { addAccount, importCustomers, setCompanyName, setTargets } from './manager-sets-up.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
await house.product({ model: 'HC-2418R', name: '恒温恒湿箱', unit: '台', list_price: '48600' })

let stop: () => Promise<void>
beforeAll(async () => {
  stop = await startRunner((error) => {
    throw error
  })
})
afterAll(() => stop())

const ways = [
  {
    ...{ locale: 'zh-CN' as const, scripts: true, phone: false, manager: '林岚' },
    ...{ sellers: ['赵文博', '孙丽'], companies: ['无锡微芯半导体设备有限公司', '嘉兴云帆纺织', '苏州恒测仪器'] },
  },
  {
    ...{ locale: 'en' as const, scripts: false, phone: false, manager: 'Ruth Adler' },
    ...{ sellers: ['Tom Weiss', 'Ida Holm'], companies: ['Bergmann Instruments', 'Calder Optics', 'Lindqvist Foods'] },
  },
  {
    ...{ locale: 'zh-CN' as const, scripts: true, phone: true, manager: '沈国华' },
    ...{ sellers: ['周敏', '吴涛'], companies: ['宁波远洋冷链', '温岭精工机床', '绍兴青禾印染'] },
  },
]

describe.each(waysOfThisRun(ways))('a manager’s day in $locale, scripts $scripts, phone $phone', (way) => {
  const { locale, scripts, phone } = way
  const [first = '', second = ''] = way.sellers
  const [, given = ''] = way.companies
  const code = `${locale}-${phone ? 'phone' : 'desk'}`.toLowerCase()
  const size = phone ? { width: 390, height: 844, touch: true } : { width: 1280 }
  const visit = async () => walker(await house.guest({ locale, scripts, ...size }), { locale, touch: phone })

  test('from the first sign-in to a customer with a new owner', { timeout: 600_000 }, async () => {
    const w = await visit()
    const day = { w, journey: journeys(w, way), ...way, code }
    const initial = await initialPassword(house, { name: way.manager, username: `lin.${code}`, role: 'manager' })

    await signInFirstTime(w, `lin.${code}`, initial)
    const passwords = [await addAccount(day, first, `a.${code}`), await addAccount(day, second, `b.${code}`)]
    await setTargets(day)
    await importCustomers(day)
    await sold(code, passwords)
    await lookAtSales(day)
    await lookAtPayments(day)
    await analyseOrders(day)
    await setCompanyName(day)
    await lookAtPerformance(day)

    await day.journey('change the owner of a customer', async () => {
      await w.menu(w.t('customers.title_page'))
      await w.go(w.link(given))
      await w.go(w.link(w.t('edit')))
      await w.choose(w.field(w.t('customers.owner_id')), second)
      await w.go(w.button(w.t('save')))
    })
    await w.hears(w.t('customers.saved'))
    await told(second, `b.${code}`, w.t('notifications.customer_given', { who: way.manager, customer: given }))
    await w.go(w.button(w.t('sign_out'), await w.own(way.manager)))
    await w.button(w.t('accounts.sign_in')).waitFor()
  })

  /** The new owner finds the notification, reads it and opens the customer from it. */
  async function told(name: string, username: string, what: string): Promise<void> {
    const w = await visit()
    await signIn(w, username, ownPassword)
    const bell = w.page.getByRole('link', { name: w.t('notifications.count', { count: 1 }) })
    if (phone) await w.go(bell)
    else await w.go((await w.own(name)).getByRole('link', { name: new RegExp(`^${w.t('notifications.title')}`) }))
    await w.hears(what)
    await w.shot(`day-told-${code}`)
    await w.go(w.button(w.t('notifications.mark_read_of', { what })))
    await w.hears(w.t('notifications.nothing_unread'))
    await w.go(w.link(what))
    await w.main.getByRole('heading', { name: given }).waitFor()
    expect(await bell.count()).toBe(0)
  }
})

/** Gives the first salesperson one order paid today and one overdue, the second an order due in a month. */
async function sold(code: string, passwords: string[]): Promise<void> {
  const [one, other] = await Promise.all(['a', 'b'].map((seller, n) => settled(`${seller}.${code}`, passwords[n])))
  if (!one || !other) throw new Error('two salespeople sell')
  const order = async (by: typeof one, customer: number, quantity: string, fields: object) => {
    const found = await by.get(`/customers?q=${code}-${customer}`)
    const customer_id = found.attribute('tr[data-id]', 'data-id')
    const lines = [{ product_model: 'HC-2418R', quantity }]
    const { location } = await by.send('/orders', { customer_id, lines, ...fields })
    await by.send(`${location}/confirm`)
    return location
  }
  const paid = await order(one, 1, '2', {})
  await one.send(`${paid}/payments`, { amount: '97200' })
  const late = await order(one, 2, '1', { ordered_on: addDays(today(), -45), due_on: addDays(today(), -20) })
  await one.send(`${late}/payments`, { amount: '8600' })
  await order(other, 3, '1', { due_on: addDays(today(), 30) })
}

/** A salesperson who has set a password of their own. */
async function settled(username: string, initial = '') {
  const arrived = await house.client(username, initial)
  await arrived.send('/password', {
    current_password: initial,
    new_password: ownPassword,
    new_password_confirm: ownPassword,
  })
  return house.client(username, ownPassword)
}
