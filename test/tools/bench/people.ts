import { type Visitor, visitor } from '../program/http-client.ts'

/** The first manager's initial password, passed to the program when it starts. */
export const initialPassword = 'as-told-to-the-program'
const chosen = 'violet-harbour-measures-91'

export interface People {
  manager: Visitor
  salesperson: Visitor
  /** The same salesperson in a second browser, not signed in, and the form to sign in with. */
  elsewhere: Visitor
  credentials: Record<string, string>
}

/**
 * Signs in a manager and a salesperson of a generated database for the first time. Throws if it is not a generated one.
 */
export async function signedIn(origin: string): Promise<People> {
  const manager = visitor(origin)
  await firstSignIn(manager, 'manager', initialPassword).catch((cause: unknown) => {
    throw new Error('the manager can’t sign in: was this data folder made by npm run generate?', { cause })
  })
  // Generated usernames are `sales` and a number.
  const [, id, username = ''] = /<tr data-id="(\d+)">.*?<td>(sales\d+)</.exec(await manager.read('/team')) ?? []
  const reset = await manager.read(`/team/${id}/reset-password`, {})
  const initial = /data-initial-password>([^<]+)</.exec(reset)?.[1] ?? ''
  const salesperson = visitor(origin)
  await firstSignIn(salesperson, username, initial)
  // Signing in again starts a new session, without the flash messages of the steps above.
  await manager.signIn('manager', chosen)
  return { manager, salesperson, elsewhere: visitor(origin), credentials: { username, password: chosen } }
}

async function firstSignIn(who: Visitor, username: string, password: string): Promise<void> {
  await who.signIn(username, password)
  const form = { current_password: password, new_password: chosen, new_password_confirm: chosen }
  await who.ask({ path: '/password', form })
  await who.signIn(username, chosen)
}
