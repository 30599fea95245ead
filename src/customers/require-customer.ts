import { ValidationError } from '../i18n/errors.ts'
import { type Customer, findCustomer } from './repository.ts'

/** A customer in the book as a form names them, whoever owns them. Throws ValidationError at customer_id. */
export async function requireCustomer(id: number | null): Promise<Customer> {
  if (id === null) throw new ValidationError('customer_id', 'errors.required')
  const customer = await findCustomer(id)
  if (!customer || customer.merged_into !== null) throw new ValidationError('customer_id', 'errors.choice')
  return customer
}
