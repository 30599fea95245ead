import { randomUUID } from 'node:crypto'
import { may, mayEver } from '../access/permissions.ts'
import { formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { findTranslation, type Translate, translator } from '../i18n/translate.ts'
import { dialable } from '../values/phone.ts'
import { asset } from './asset.ts'
import { formValueAt } from './form-state.ts'
import type { Frame, Helpers, Html } from './view-props.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes a value for HTML; null is ''. Throws TypeError for undefined, which in a view is always a mistake. */
export function escapeHtml(value: unknown): string {
  if (value === undefined) throw new TypeError('undefined in a page')
  return value === null ? '' : String(value).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

const sprite = asset('/icons/sprite.svg')

/** Helpers that are the same on every page. */
const shared = {
  asset,
  icon: (name) => `<svg class="icon" aria-hidden="true"><use href="${sprite}#${escapeHtml(name)}"/></svg>` as Html,
  fieldValue: formValueAt,
  each: (...names) => names,
  href(path, parameters) {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(parameters))
      if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
    return query.size > 0 ? `${path}?${query}` : path
  },
  avatarLetter: avatarLetter,
  dialable,
} satisfies Partial<Helpers>

/**
 * The helpers of one page, in its frame's language and for its frame's person; `page` holds those that change the page.
 */
export function helpersFor(
  { locale, person, company }: Pick<Frame, 'locale' | 'person' | 'company'>,
  csrf: string | undefined,
  page: Pick<Helpers, 'title' | 'mainClass' | 'partial'>,
): Helpers {
  const t = translator(locale)
  const token = csrf ? `<input type="hidden" name="_csrf" value="${escapeHtml(csrf)}">` : ''
  return {
    ...shared,
    ...formats(locale, t),
    ...page,
    t,
    locale,
    person,
    company,
    hidden: () => `${token}<input type="hidden" name="_once" value="${randomUUID()}">` as Html,
    fieldError(form, name) {
      const messages = form.errors.filter(({ field }) => field === name).map(({ key, values }) => t(key, values))
      return messages.length > 0 ? messages.join(' ') : null
    },
    say: (label) => ('key' in label ? t(label.key, label.values) : label.text),
    labelOf: (feature, field) => labelOf(locale, t, feature, field),
    mayEver: (permission) => (person ? mayEver(person, permission) : may({ id: 0, role: 'salesperson' }, permission)),
  }
}

/** Label of a field: lines[3][quantity] is 'Line 4: quantity', credits[7] is 'Credit'. */
function labelOf(locale: Locale, t: Translate, feature: string, field: string): string {
  const [name = '', index, inner] = field.split(/[[\]]+/).filter(Boolean)
  const label = findTranslation(locale, `${feature}.${inner ?? name}`) ?? field
  return inner === undefined ? label : t('form.label_at_line', { line: Number(index) + 1, label })
}

/**
 * A person's initial for the avatar: the first character of a Chinese name, else the first letter; '?' if there is
 * none.
 */
export function avatarLetter(name: string): string {
  const first = name.normalize('NFKC').match(/[\p{L}\p{N}]/u)?.[0] ?? '?'
  return [...first.toUpperCase()][0] ?? '?'
}
