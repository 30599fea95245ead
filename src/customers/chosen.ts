import { Refusal } from '../i18n/refusal.ts'
import { type Customer, findCustomer } from './repository.ts'

/** A customer in the book as a form names them, whoever owns them. Throws Refusal at customer_id. */
export async function customerChosen(id: number | null): Promise<Customer> {
  if (id === null) throw new Refusal('customer_id', 'errors.required')
  const customer = await findCustomer(id)
  if (!customer || customer.merged_into !== null) throw new Refusal('customer_id', 'errors.choice')
  return customer
}
