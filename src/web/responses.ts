import type { MessageKey } from '../i18n/messages.ts'
import type { Values } from '../i18n/translate.ts'
import type { Views } from './views.ts'

export type PageAnswer = {
  /** `to`: where the same form leads when it is sent again, for a page that shows something once. */
  [N in keyof Views]: { kind: 'page'; view: N; props: Views[N]; status: number; to?: string }
}[keyof Views]

/** What a redirect does to the session besides. */
export type SessionAct = { signIn: number; browser?: string } | { signOut: true }

/** What a handler gives back; mount sends it. */
export type Answer =
  | PageAnswer
  | { kind: 'redirect'; to: string; flash?: MessageKey; values?: Values; undo?: string; session?: SessionAct }
  | { kind: 'file'; path: string; name: string; type: string; temporary: boolean }
  | { kind: 'json'; body: unknown }
  | { kind: 'text'; body: string }

/** A page of the program: the view and what it is given. */
export const page = <N extends keyof Views>(view: N, props: Views[N], status = 200): PageAnswer =>
  ({ kind: 'page', view, props, status }) as PageAnswer

/** 303 to the page that shows the result, with a word about what was done. */
export const redirect = (to: string, flash?: MessageKey, values?: Values): Answer => ({
  kind: 'redirect',
  to,
  ...(flash && { flash }),
  ...(values && { values }),
})

/** The same, with the address of the act that takes it back. */
export const redirectWithUndo = (to: string, flash: MessageKey, undo: string): Answer => ({
  kind: 'redirect',
  to,
  flash,
  undo,
})

/** 303 that also changes the session: signing in and out. */
export const redirectWith = (to: string, session: SessionAct, flash?: MessageKey): Answer => ({
  kind: 'redirect',
  to,
  session,
  ...(flash && { flash }),
})

/** A file to be saved under the name (any signs), its type with its charset; a temporary one is removed when it is sent. */
export const fileResponse = (path: string, name: string, type: string, temporary = true): Answer => ({
  kind: 'file',
  path,
  name,
  type,
  temporary,
})

export const jsonResponse = (body: unknown): Answer => ({ kind: 'json', body })
export const textResponse = (body: string): Answer => ({ kind: 'text', body })
