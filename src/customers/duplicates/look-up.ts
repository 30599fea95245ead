import type { Person } from '../../access/person.ts'
import { gathered } from '../../lists/list.ts'
import { questionOf } from '../../lists/question.ts'
import { termsOf } from '../../lists/search/grams.ts'
import { hasDigit } from '../../values/phone.ts'
import { customerList } from '../list.ts'
import { keysOf } from '../searchable.ts'
import type { CustomerRow } from '../views.ts'
import { type Candidate, candidatesFor } from './duplicates.ts'

const most = 8

/** Whether somebody is in the book already (product, Customers: 查重): by phone, email, company without its suffix, or any text they are found by; the surest first. */
export async function lookUp(asked: string, person: Person): Promise<Candidate[]> {
  const typed = asked.trim()
  if (termsOf(typed).length === 0) return []
  const said = { name: null, city: null, company: typed, email: typed, phone: hasDigit(typed) ? typed : null }
  const [sure, found] = await Promise.all([candidatesFor(keysOf(said, [])), customersFoundBy(typed, person, most)])
  const others = found.filter(({ id }) => !sure.some((one) => one.id === id))
  // Of these nothing is said of why.
  return [...sure, ...others.map((one) => ({ ...one, reasons: [] }))].slice(0, most)
}

/** Customers as a choice: those that a text finds, without one those spoken to last; all, or with `owner_id` one person's. */
export async function customersFoundBy(
  query: string,
  person: Person,
  limit: number,
  owner_id?: number,
): Promise<CustomerRow[]> {
  const { question } = questionOf(customerList, { q: query, ...(owner_id && { owner_id: String(owner_id) }) })
  if (question.q === '') return gathered(customerList.stream(question, person, limit))
  return (await customerList.rows(question, person)).slice(0, limit)
}

/** The same of the customers that a person may sell to: their own, for managers all. */
export const customersToSellTo = (person: Person, query: string, limit: number): Promise<CustomerRow[]> =>
  customersFoundBy(query, person, limit, person.role === 'manager' ? undefined : person.id)
