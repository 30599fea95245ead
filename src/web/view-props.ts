import type { Permission } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { FieldError } from '../i18n/error-classes.ts'
import type { Formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import type { Text } from '../i18n/message-or-text.ts'
import type { Translate } from '../i18n/translate.ts'
import type { FormState, Option } from './form-state.ts'

/** Text that is already HTML. Only partials and helpers create it, and only it may be printed unescaped. */
export type Html = string & { readonly html: unique symbol }

/** The props of each view. Every feature adds its own: declare module './view-props.ts' { interface Views { … } }. */
export interface Views {
  layout: { title: string; body: Html; frame: Frame }
  'layout-without-menu': { title: string; body: Html; frame: Frame }
  'partials/brand': object
  'partials/account-menu-dropdown': Pick<Frame, 'path' | 'unread'>
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
  'partials/form-errors': { form: FormState; feature: string }
  'partials/person': { name: string; self: boolean }
  /** What was done to a record, one line each. */
  'partials/activity': { lines: ActivityLine[] }
  'partials/empty': { heading: string; text: string; actions?: { href: string; label: string; primary?: boolean }[] }
  'errors/action-refused': { errors: FieldError[] }
  'errors/problem': {
    status: number
    heading: string
    text: string
    reference: string | null
    form: string | null
    signedIn: boolean
  }
}

/** A labelled control: `type` 'area' renders a textarea, `options` a select. */
export interface FieldProps {
  name: string
  label: string
  form: FormState
  type?: 'text' | 'tel' | 'email' | 'date' | 'datetime-local' | 'password' | 'number' | 'area' | 'search' | undefined
  help?: string | undefined
  wide?: boolean | undefined
  required?: boolean | undefined
  options?: Option[] | undefined
  suggestions?: readonly string[] | undefined
  autocomplete?: string | undefined
  inputmode?: string | undefined
  numeric?: boolean | undefined
  show?: boolean | undefined
  /** Turns off autocapitalisation and autocorrection, as for user names. */
  plainText?: boolean | undefined
  rows?: number | undefined
}

/** One entry of the main navigation. */
export interface NavigationEntry {
  href: string
  label: string
  icon: string
  current: boolean
  count: number
}

/** Link to the handbook section about a page, and its heading. */
export interface HelpLink {
  href: string
  heading: string
}

/** An undo button: the path it posts to, and the hidden fields that say what exactly is undone. */
export interface Undo {
  path: string
  fields: Record<string, string>
}

/** What the layout needs besides the page itself. */
export interface Frame {
  locale: Locale
  person: Person | null
  navigation: NavigationEntry[]
  flash: { text: string; undo: Undo | null } | null
  path: string
  bodyClass: string
  /** The company's name from the settings; null if none is set. */
  company: string | null
  /** Parameters that were not understood and that the page itself does not name. */
  ignored: string[]
  /** Parameters that the sign-in page hands on when the language is changed. */
  returning: { next?: string; sent?: string }
  /** Number of unread notifications. */
  unread: number
  help: HelpLink | null
}

/** The helpers of every view, bound to the request's language and session. */
export interface Helpers extends Formats {
  t: Translate
  locale: Locale
  person: Person | null
  /** The company's name from the settings; null if none is set. */
  company: string | null
  /** Sets the page's title; every page calls it. */
  title(text: string): void
  /** Adds a class to <main>, for the page's own CSS. */
  mainClass(name: string): void
  partial<N extends keyof Views>(name: N, props: Views[N]): Html
  /** The versioned URL of a file in public/. */
  asset(path: string): string
  icon(name: string): Html
  /** The hidden fields that every POST form needs: CSRF token and idempotency key. */
  hidden(): Html
  /** A field's value: what was typed, after a refusal. */
  fieldValue(form: FormState, name: string): string
  /** The error messages at a field, joined; null if there are none. */
  fieldError(form: FormState, name: string): string | null
  /** Literal names, checked by the compiler: for loops over a record's fields. */
  each<const T extends readonly string[]>(...names: T): T
  /** A translated message or a plain text. */
  say(label: Text): string
  /** A field's label from the feature's messages, or the field's name if there is none. */
  labelOf(feature: string, field: string): string
  /** A URL with these parameters; null and '' are left out. */
  href(path: string, parameters: Record<string, string | number | null | undefined>): string
  /** Whether the signed-in person may do this to any record at all. */
  mayEver(right: Permission): boolean
  avatarLetter(name: string): string
  dialable(phone: string): string | null
}
