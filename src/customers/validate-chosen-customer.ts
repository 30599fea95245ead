import { ValidationError } from '../i18n/error-classes.ts'
import { type Customer, findCustomer } from './repository.ts'

/** The customer named in a form, whoever owns them. Throws ValidationError at customer_id if missing or merged. */
export async function requireCustomer(id: number | null): Promise<Customer> {
  if (id === null) throw new ValidationError('customer_id', 'errors.required')
  const customer = await findCustomer(id)
  if (!customer || customer.merged_into !== null) throw new ValidationError('customer_id', 'errors.choice')
  return customer
}
