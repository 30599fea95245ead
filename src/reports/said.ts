import { findAccount } from '../accounts/repository.ts'
import { calledOf, findCustomer } from '../customers/repository.ts'
import type { Translate } from '../i18n/translate.ts'
import { chosenIn } from '../lists/page.ts'
import { orderList } from '../orders/list.ts'
import { settings } from '../settings.ts'
import type { DayRange } from '../values/days.ts'
import { labelOf } from './dimensions.ts'
import type { Place } from './facts.ts'
import { nameOf } from './names.ts'
import { comparedDays, type SalesAsked } from './question.ts'
import { wordOf } from './words.ts'

/** The title of a sales report: what is shown, by what. */
export function titleOf({ measure, group_by, then_by }: SalesAsked, t: Translate): string {
  const word = (name: string) => t(wordOf(name))
  if (!then_by) return t('reports.title_plain', { measure: word(measure), first: word(group_by) })
  return t('reports.title_crossed', { measure: word(measure), first: word(group_by), second: word(then_by) })
}

/** Everything that a question narrows, in words. */
export async function saidOf(asked: SalesAsked, t: Translate): Promise<string[]> {
  if (asked.orders) return [...(await narrowingOf(asked, t)).map((one) => t('reports.narrowed', one)), unitSaid(t)]
  const { region, product, category, owner_id, customer_id } = asked
  const then = comparedDays(asked)
  const of = (name: 'region' | 'product' | 'category' | 'salesperson' | 'customer', value: string) =>
    t('reports.narrowed', { label: t(wordOf(name)), value })
  return [
    range(asked, t),
    ...(region ? [of('region', region)] : []),
    ...(product ? [of('product', product)] : []),
    ...(category ? [of('category', category)] : []),
    ...(owner_id ? [of('salesperson', (await findAccount(owner_id))?.name ?? String(owner_id))] : []),
    ...(customer_id ? [of('customer', await customerCalled(customer_id))] : []),
    ...(then ? [t('reports.beside', { range: range(then, t) })] : []),
    unitSaid(t),
  ]
}

/** What the list narrows whose orders are counted, a word and a value each. */
export async function narrowingOf({ orders }: SalesAsked, t: Translate): Promise<{ label: string; value: string }[]> {
  if (!orders) return []
  const { question, person } = orders
  const chosen = (await chosenIn(orderList, question, person)).map(({ label, value }) => ({
    label: t(label),
    value: 'key' in value ? t(value.key, value.values) : value.text,
  }))
  return question.q === '' ? chosen : [{ label: t('search'), value: question.q }, ...chosen]
}

export const unitSaid = (t: Translate): string => t('reports.unit', { currency: settings().CURRENCY })

/** A cell's place in words: 1998-05, USA. */
export const placesSaid = (asked: SalesAsked, places: Place[], t: Translate): Promise<string[]> =>
  Promise.all(
    places.map(async ({ dimension, key }) =>
      nameOf(dimension, { key, label: key === null ? null : await labelOf(dimension, key) }, asked, t),
    ),
  )

export const customerCalled = async (id: number): Promise<string> => {
  const customer = await findCustomer(id)
  return customer ? (customer.company ?? calledOf(customer)) : String(id)
}

export const range = ({ from, to }: DayRange, t: Translate) => (from === to ? from : t('reports.range', { from, to }))
