import { type Visitor, visitor } from '../program/http-client.ts'

/** The first manager's initial password, which the program is started with. */
export const initialPassword = 'as-told-to-the-program'
const chosen = 'violet-harbour-measures-91'

export interface People {
  manager: Visitor
  salesperson: Visitor
  /** The same salesperson at another browser, and the form by which they sign in there. */
  elsewhere: Visitor
  credentials: Record<string, string>
}

/** Signs in a manager and a salesperson of a generated department, as they would the first time. Throws where it is none. */
export async function signedIn(origin: string): Promise<People> {
  const manager = visitor(origin)
  await firstSignIn(manager, 'manager', initialPassword).catch((cause: unknown) => {
    throw new Error('the manager can’t sign in: was this data folder made by npm run generate?', { cause })
  })
  // Generated salespeople are called sales and a number.
  const [, id, username = ''] = /<tr data-id="(\d+)">.*?<td>(sales\d+)</.exec(await manager.read('/team')) ?? []
  const reset = await manager.read(`/team/${id}/reset-password`, {})
  const initial = /data-initial-password>([^<]+)</.exec(reset)?.[1] ?? ''
  const salesperson = visitor(origin)
  await firstSignIn(salesperson, username, initial)
  // What was just done stands on every page for a while: a new session begins without.
  await manager.signIn('manager', chosen)
  return { manager, salesperson, elsewhere: visitor(origin), credentials: { username, password: chosen } }
}

async function firstSignIn(who: Visitor, username: string, password: string): Promise<void> {
  await who.signIn(username, password)
  const form = { current_password: password, new_password: chosen, new_password_confirm: chosen }
  await who.ask({ path: '/password', form })
  await who.signIn(username, chosen)
}
