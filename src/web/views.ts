import type { Permission } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { FieldError } from '../i18n/errors.ts'
import type { Formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import type { Text } from '../i18n/text.ts'
import type { Translate } from '../i18n/translate.ts'
import type { FormState, Option } from './form-state.ts'

/** Text that is markup already: only partials and helpers make it, and only it may be printed raw. */
export type Html = string & { readonly html: unique symbol }

/** What each view is given. Every room adds its own: declare module '../web/views.ts' { interface Views { … } }. */
export interface Views {
  layout: { title: string; body: Html; frame: Frame }
  'layout-plain': { title: string; body: Html; frame: Frame }
  'partials/brand': object
  'partials/account-links': Pick<Frame, 'path' | 'unread'>
  'partials/account-menu': Pick<Frame, 'path' | 'unread'>
  'partials/field': FieldProps
  'partials/radio-group': {
    name: string
    label: string
    options: Option[]
    form: FormState
    quiet?: boolean
    value?: string
  }
  'partials/form-errors': { form: FormState; room: string }
  'partials/person': { name: string; self: boolean }
  /** What was done to a record, below one another. */
  'partials/activity': { lines: ActivityLine[] }
  'partials/empty': { heading: string; text: string; actions?: { href: string; label: string; primary?: boolean }[] }
  'errors/not-completed': { wrong: FieldError[] }
  'errors/problem': { status: number; heading: string; text: string; reference: string | null; signedIn: boolean }
}

/** A labelled control; `type` area makes a text area, `options` a select. */
export interface FieldProps {
  name: string
  label: string
  form: FormState
  type?: 'text' | 'tel' | 'email' | 'date' | 'datetime-local' | 'password' | 'number' | 'area' | 'search'
  help?: string
  wide?: boolean
  required?: boolean
  options?: Option[]
  suggestions?: string[]
  autocomplete?: string
  inputmode?: string
  numeric?: boolean
  show?: boolean
  /** No capital at the beginning, no correction: a name the program made. */
  plainText?: boolean
  rows?: number
  maxlength?: number
}

/** One entry of the main navigation. */
export interface NavigationEntry {
  href: string
  label: string
  icon: string
  current: boolean
  count: number
}

/** The part of the handbook that speaks of a page: its address and its heading. */
export interface HelpLink {
  href: string
  heading: string
}

/** What the layout knows beside the page itself. */
export interface Frame {
  locale: Locale
  person: Person | null
  navigation: NavigationEntry[]
  flash: { text: string; undo: string | null } | null
  path: string
  bodyClass: string
  /** What the department calls itself; null where nobody has said. */
  company: string | null
  /** How many notifications wait to be read. */
  unread: number
  help: HelpLink | null
}

/** What every view may call, bound to the language and the session of the request. */
export interface Helpers extends Formats {
  t: Translate
  locale: Locale
  person: Person | null
  /** What the department calls itself; null where nobody has said. */
  company: string | null
  /** Sets the page's title; every page says one. */
  title(text: string): void
  /** Adds a class to <main>, by which a page's own rules find it. */
  mainClass(name: string): void
  partial<N extends keyof Views>(name: N, props: Views[N]): Html
  /** The address of a file of public/. */
  asset(path: string): string
  icon(name: string): Html
  /** The hidden fields that every form that posts needs. */
  hidden(): Html
  /** What stands in a field: as typed where the form was refused. */
  typed(form: FormState, name: string): string
  /** The messages at a field, joined; null where there is none. */
  wrongAt(form: FormState, name: string): string | null
  /** Fixed names, each known to the compiler: for loops over the fields of a record. */
  each<const T extends readonly string[]>(...names: T): T
  /** A word of ours or a text of theirs. */
  say(label: Text): string
  /** The label of a field by its name: the room's word, or the name itself where there is none. */
  labelOf(room: string, field: string): string
  /** An address with these parameters; null and '' leave one out. */
  href(path: string, parameters: Record<string, string | number | null | undefined>): string
  /** Whether the signed-in person may do this at all. */
  mayEver(right: Permission): boolean
  seal(name: string): string
  dialable(phone: string): string | null
}
