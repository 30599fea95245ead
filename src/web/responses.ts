import type { MessageKey } from '../i18n/messages.ts'
import type { Values } from '../i18n/translate.ts'
import type { SavedMeanwhile } from './concurrent-edits/shown-record.ts'
import type { Undo, Views } from './view-props.ts'

/** A view with its props and status. */
export type PageAnswer = {
  /**
   * `to`: where a repeated submission of the same form redirects to; for a page whose content is shown only once.
   * `ignored`: parameters that were not understood, for the layout to say so.
   */
  [N in keyof Views]: { kind: 'page'; view: N; props: Views[N]; status: number; to?: string; ignored?: string[] }
}[keyof Views]

/** How a redirect changes the session. */
export type SessionAct = { signIn: number; browser?: string } | { signOut: true }

/** What a handler returns; mount.ts sends it. */
export type Answer =
  | PageAnswer
  | {
      kind: 'redirect'
      to: string
      flash?: MessageKey
      values?: Values
      undo?: Undo
      session?: SessionAct
      meanwhile?: SavedMeanwhile
    }
  | { kind: 'file'; path: string; name: string; type: string; temporary: boolean }
  | { kind: 'json'; body: unknown }
  | { kind: 'text'; body: string }

/** A page: the view, its props and the status. */
export const page = <N extends keyof Views>(view: N, props: Views[N], status = 200): PageAnswer =>
  ({ kind: 'page', view, props, status }) as PageAnswer

/** A 303 redirect to the page that shows the result, with a message about what was done. */
export const redirect = (to: string, flash?: MessageKey, values?: Values): Answer => ({
  kind: 'redirect',
  to,
  ...(flash && { flash }),
  ...(values && { values }),
})

/** The same answer; its message also says what others saved while the form was open. */
export const withSavedMeanwhile = (answer: Answer, meanwhile: SavedMeanwhile): Answer =>
  answer.kind === 'redirect' ? { ...answer, meanwhile } : answer

/** A 303 redirect with a message and an undo button. */
export const redirectWithUndo = (to: string, flash: MessageKey, values: Values, undo: Undo): Answer => ({
  kind: 'redirect',
  to,
  flash,
  values,
  undo,
})

/** A 303 redirect that also signs in or out. */
export const redirectWithSessionChange = (to: string, session: SessionAct, flash?: MessageKey): Answer => ({
  kind: 'redirect',
  to,
  session,
  ...(flash && { flash }),
})

/**
 * A download. `name` may contain any characters, `type` includes the charset; a temporary file is deleted once sent.
 */
export const fileResponse = (path: string, name: string, type: string, temporary = true): Answer => ({
  kind: 'file',
  path,
  name,
  type,
  temporary,
})

/** A JSON response. */
export const jsonResponse = (body: unknown): Answer => ({ kind: 'json', body })
/** A plain text response. */
export const textResponse = (body: string): Answer => ({ kind: 'text', body })
