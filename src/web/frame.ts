import type { Request } from 'express'
import { may, type Permission } from '../access/permissions.ts'
import { chooseLocale, type Locale } from '../i18n/locale.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { traceOf } from './middleware/log.ts'
import type { PageContext } from './render.ts'
import type { PageAnswer } from './responses.ts'
import type { SignedIn } from './session/session.ts'
import type { Frame, HelpLink, NavigationEntry } from './views.ts'

/** One entry of the menu as its room declares it; the count is shown beside it where it isn't 0. */
export interface MenuEntry {
  href: string
  label: MessageKey
  icon: string
  may: Permission
  count?: (person: SignedIn) => Promise<number>
}

/** What the rooms above hang into the frame of every page. */
export interface LayoutProviders {
  company(): Promise<string | null>
  unread(person: SignedIn): Promise<number>
  /** The part of the handbook for the pages of a route. */
  help(route: string, locale: Locale): HelpLink | null
}

const flashLasts = 10_000

/** What a page is made with: the frame round it, for who asks and where, and the token of the session. */
export async function pageContext(
  req: Request,
  person: SignedIn | undefined,
  menu: MenuEntry[],
  parts: LayoutProviders,
  { status, to }: PageAnswer,
): Promise<PageContext> {
  const locale = chooseLocale(person?.locale ?? wishedLocale(req), req.get('accept-language'))
  const t = translator(locale)
  const inside = person && !person.must_change ? person : undefined
  const frame: Frame = {
    locale,
    person: person ?? null,
    navigation: inside ? await entries(menu, inside, req.path, t) : [],
    flash: flashOf(req, status, t),
    path: to ?? req.path,
    bodyClass: '',
    ...(inside ? await hung(parts, req, inside, locale) : { company: null, unread: 0, help: null }),
  }
  return { frame, csrf: req.session?.csrf, plain: !inside }
}

/** The language that an address asks for, where nobody is signed in. */
function wishedLocale({ query }: Request): Locale | undefined {
  return query.locale === 'en' || query.locale === 'zh-CN' ? query.locale : undefined
}

/** What was just done. It stands over the page that shows it, not over the next one nor over what has just been refused. */
function flashOf(req: Request, status: number, t: Translate): Frame['flash'] {
  const flash = req.session?.flash
  const stands = flash && status < 400 && flash.on === req.path && Date.now() - flash.at < flashLasts
  return stands ? { text: t(flash.key, flash.values), undo: flash.undo ?? null } : null
}

async function hung(parts: LayoutProviders, req: Request, person: SignedIn, locale: Locale) {
  const [company, unread] = await Promise.all([parts.company(), parts.unread(person)])
  return { company, unread, help: parts.help(traceOf(req).route ?? '', locale) }
}

function entries(
  menu: MenuEntry[],
  person: SignedIn,
  path: string,
  t: (key: MessageKey) => string,
): Promise<NavigationEntry[]> {
  const allowed = menu.filter((entry) => may(person, entry.may, { owner_id: person.id }))
  return Promise.all(
    allowed.map(async ({ href, label, icon, count }) => ({
      href,
      label: t(label),
      icon,
      current: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`),
      count: (await count?.(person)) ?? 0,
    })),
  )
}
