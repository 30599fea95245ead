import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { may, mayEver } from '../access/rights.ts'
import { formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { type Translate, translator, wordFor } from '../i18n/translate.ts'
import { root } from '../root.ts'
import { dialable } from '../values/phone.ts'
import { typedAt } from './form-state.ts'
import { asset } from './middleware/static-files.ts'
import type { Frame, Helpers, Html, Views } from './views.ts'

type Compiled = (locals: object) => string

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** `undefined` in a page is a mistake, never an empty place. */
function escapeHtml(value: unknown): string {
  if (value === undefined) throw new TypeError('undefined in a page')
  return value === null ? '' : String(value).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

const helperNames = [
  'page',
  't',
  'locale',
  'person',
  'company',
  'title',
  'mainClass',
  'partial',
  'asset',
  'icon',
  'hidden',
  'typed',
  'wrongAt',
  'each',
  'say',
  'labelOf',
  'href',
  'mayEver',
  'seal',
  'dialable',
]
const formatNames = [
  'money',
  'amount',
  'quantity',
  'count',
  'percent',
  'day',
  'dayInLine',
  'instant',
  'when',
  'currency',
]

const viewOptions = {
  strict: true,
  escape: escapeHtml,
  destructuredLocals: [...helperNames, ...formatNames],
  // Else each partial copies all helpers. What a view is given is made in this file alone.
  unsafePrototypeLocals: true,
}

const compiled = new Map<string, Compiled>()

function view(name: string): Compiled {
  const known = compiled.get(name)
  if (known) return known
  const filename = fileURLToPath(new URL(`views/${name}.ejs`, root))
  const made = ejs.compile(readFileSync(filename, 'utf8'), { filename, ...viewOptions }) as Compiled
  if (process.env.NODE_ENV !== 'development') compiled.set(name, made)
  return made
}

/** What a page is made with: the frame, and the token of the session. */
export interface Setting {
  frame: Frame
  csrf: string | undefined
  /** Before or outside the program: no navigation. */
  plain: boolean
}

/** Renders a view inside its layout; `layout-plain` for those outside the program. */
export function render<N extends keyof Views>(name: N, props: Views[N], setting: Setting): string {
  let heading = ''
  const main: string[] = []
  const helpers = helpersFor(
    setting,
    (text) => (heading = text),
    (name) => main.push(name),
  )
  const body = view(name)(given(helpers, props)) as Html
  const frame = { ...setting.frame, bodyClass: main.join(' ') }
  return view(setting.plain ? 'layout-plain' : 'layout')(given(helpers, { title: heading, body, frame }))
}

/** What a view sees: its own `page`, and behind it the helpers. */
const given = (helpers: Helpers, page: unknown): object => Object.assign(Object.create(helpers), { page })

const sprite = asset('/icons/sprite.svg')

/** Renders a part of a page by itself, where there is no request: in a worker, for a page that is made elsewhere. */
export const renderPart = <N extends keyof Views>(name: N, props: Views[N], locale: Locale): Html => {
  const nobody = { frame: { locale, person: null, company: null }, csrf: undefined }
  const nowhere = (): void => undefined
  return view(name)(given(helpersFor(nobody, nowhere, nowhere), props)) as Html
}

function helpersFor(
  { frame, csrf }: { frame: Pick<Frame, 'locale' | 'person' | 'company'> } & Pick<Setting, 'csrf'>,
  title: (text: string) => void,
  mainClass: (name: string) => void,
): Helpers {
  const t = translator(frame.locale)
  const helpers: Helpers = {
    ...formats(frame.locale, t),
    t,
    locale: frame.locale,
    person: frame.person,
    company: frame.company,
    title,
    mainClass,
    partial: (name, props) => view(name)(given(helpers, props)) as Html,
    asset,
    icon: (name) => `<svg class="icon" aria-hidden="true"><use href="${sprite}#${escapeHtml(name)}"/></svg>` as Html,
    hidden: () =>
      `${csrf ? `<input type="hidden" name="_csrf" value="${escapeHtml(csrf)}">` : ''}<input type="hidden" name="_once" value="${randomUUID()}">` as Html,
    typed: typedAt,
    wrongAt(form, name) {
      const said = form.wrong.filter(({ field }) => field === name).map(({ key, values }) => t(key, values))
      return said.length > 0 ? said.join(' ') : null
    },
    each: (...names) => names,
    say: (label) => ('key' in label ? t(label.key, label.values) : label.text),
    labelOf: (room, field) => labelOf(frame.locale, t, room, field),
    href(path, parameters) {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(parameters))
        if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
      return query.size > 0 ? `${path}?${query}` : path
    },
    mayEver: (right) => (frame.person ? mayEver(frame.person, right) : may({ id: 0, role: 'salesperson' }, right)),
    seal,
    dialable,
  }
  return helpers
}

/** lines[3][quantity] is 'Line 4: quantity', credits[7] is 'Credit'. */
function labelOf(locale: Locale, t: Translate, room: string, field: string): string {
  const [name = '', index, inner] = field.split(/[[\]]+/).filter(Boolean)
  const label = wordFor(locale, `${room}.${inner ?? name}`) ?? field
  return inner === undefined ? label : t('form.label_at_line', { line: Number(index) + 1, label })
}

const seals = new Map<string, string>()

/** The character on a person's seal: the family name's first of a Chinese name, else the first letter; '?' for none. */
export function seal(name: string): string {
  const found = seals.get(name) ?? sealOf(name)
  // A department has some hundred people, who stand on nearly every page.
  if (seals.size >= 1000) seals.clear()
  seals.set(name, found)
  return found
}

function sealOf(name: string): string {
  const first = name.normalize('NFKC').match(/[\p{L}\p{N}]/u)?.[0] ?? '?'
  return [...first.toUpperCase()][0] ?? '?'
}
