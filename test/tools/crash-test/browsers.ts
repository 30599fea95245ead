import { type Visitor, visitor } from '../program/http-client.ts'
import { model } from './operations.ts'

/** The first manager's initial password, passed to the program when it starts. */
export const firstPassword = 'as-told-to-the-program'
const chosen = 'violet-harbour-breaks-91'

/** The first manager signed in at `count` browsers; also creates the product that every order uses. */
export async function browsers(origin: string, count: number): Promise<Visitor[]> {
  const first = visitor(origin)
  await first.signIn('manager', firstPassword)
  const form = { current_password: firstPassword, new_password: chosen, new_password_confirm: chosen }
  await first.ask({ path: '/password', form })
  await first.signIn('manager', chosen)
  await first.ask({ path: '/products', form: { model, name: model, list_price: '10' } })
  first.leave()
  const all = Array.from({ length: count }, () => visitor(origin))
  for (const one of all) await one.signIn('manager', chosen)
  return all
}
