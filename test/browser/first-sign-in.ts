import type { Walker } from './journey-recorder.ts'
import type { serve } from './serve.ts'

/** The password that every new user sets. */
export const ownPassword = 'violet-kettle-harbor-93'

/** 陈静 creates an account; returns its initial password. */
export async function initialPassword(
  house: Awaited<ReturnType<typeof serve>>,
  account: { name: string; username: string; role: 'salesperson' | 'manager' },
): Promise<string> {
  const manager = await house.as('陈静')
  const made = await manager.send('/team', account)
  return made.one('[data-initial-password]') ?? ''
}

/** Signs in on the page that an anonymous user is redirected to. */
export async function signIn(w: Walker, username: string, password: string): Promise<void> {
  await w.page.goto('/')
  await w.write(w.field(w.t('accounts.username')), username)
  await w.write(w.field(w.t('accounts.password')), password)
  await w.go(w.button(w.t('accounts.sign_in')))
}

/** Signs in with the initial password, after which only the page to change it can be opened. */
export async function signInFirstTime(w: Walker, username: string, initial: string): Promise<void> {
  await signIn(w, username, initial)
  await w.write(w.field(w.t('accounts.current_password')), initial)
  await w.write(w.field(w.t('accounts.new_password')), ownPassword)
  await w.write(w.field(w.t('accounts.new_password_confirm')), ownPassword)
  await w.go(w.button(w.t('accounts.set_and_continue')))
}
