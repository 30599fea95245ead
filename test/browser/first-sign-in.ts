import type { Walker } from './journey-recorder.ts'
import type { serve } from './serve.ts'

/** What everybody new here sets as their own. */
export const ownPassword = 'violet-kettle-harbor-93'

/** What 陈静 gives to somebody new: the initial password of the account that she makes them. */
export async function initialPassword(
  house: Awaited<ReturnType<typeof serve>>,
  account: { name: string; username: string; role: 'salesperson' | 'manager' },
): Promise<string> {
  const manager = await house.as('陈静')
  const made = await manager.send('/team', account)
  return made.one('[data-initial-password]') ?? ''
}

/** Signs in by the page that whoever is not signed in comes to. */
export async function signIn(w: Walker, username: string, password: string): Promise<void> {
  await w.page.goto('/')
  await w.write(w.field(w.t('accounts.username')), username)
  await w.write(w.field(w.t('accounts.password')), password)
  await w.go(w.button(w.t('accounts.sign_in')))
}

/** Signs in with the initial password, which leads to nothing but the choice of an own one. */
export async function arrive(w: Walker, username: string, initial: string): Promise<void> {
  await signIn(w, username, initial)
  await w.write(w.field(w.t('accounts.current_password')), initial)
  await w.write(w.field(w.t('accounts.new_password')), ownPassword)
  await w.write(w.field(w.t('accounts.new_password_confirm')), ownPassword)
  await w.go(w.button(w.t('accounts.set_and_continue')))
}
