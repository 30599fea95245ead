import { termsOf } from '../lists/search.ts'
import { hasDigit } from '../values/phone.ts'
import { type Candidate, candidatesFor } from './duplicates.ts'
import { customersFoundBy } from './lookup-repository.ts'
import { keysOf } from './searchable.ts'

const most = 8

/** Whether somebody is in the book already (product, Customers: 查重): by phone, email, company without its suffix, or any text they are found by; the surest first. */
export async function lookUp(asked: string): Promise<Candidate[]> {
  const typed = asked.trim()
  if (termsOf(typed).length === 0) return []
  const said = { name: null, city: null, company: typed, email: typed, phone: hasDigit(typed) ? typed : null }
  const [sure, found] = await Promise.all([candidatesFor(keysOf(said, [])), customersFoundBy(typed, most)])
  const others = found.filter(({ id }) => !sure.some((one) => one.id === id))
  // Of these nothing is said of why.
  return [...sure, ...others.map((one) => ({ ...one, reasons: [] }))].slice(0, most)
}
