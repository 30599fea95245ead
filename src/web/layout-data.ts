import type { Request } from 'express'
import { may, type Permission } from '../access/permissions.ts'
import { type Formats, formats } from '../i18n/format.ts'
import { chooseLocale, type Locale } from '../i18n/locale.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import type { SavedMeanwhile } from './concurrent-edits/shown-record.ts'
import { traceOfRequest } from './middleware/log.ts'
import type { PageContext } from './render.ts'
import type { PageAnswer } from './responses.ts'
import { localPath } from './session/return-path.ts'
import type { SignedIn } from './session/session.ts'
import type { Frame, HelpLink, NavigationEntry } from './view-props.ts'

/** One entry of the main menu, declared by its feature; `count` is shown as a badge unless it is 0. */
export interface MenuEntry {
  href: string
  label: MessageKey
  icon: string
  may: Permission
  count?: (person: SignedIn) => Promise<number>
}

/** What features outside src/web provide for the layout of every page. */
export interface LayoutProviders {
  company(): Promise<string | null>
  unread(person: SignedIn): Promise<number>
  /** The handbook section about the pages of a route. */
  help(route: string, locale: Locale): HelpLink | null
}

/** Milliseconds until a message about a completed action is no longer shown. */
const flashMs = 10_000

/** What the layout needs for this request: the frame, the session's token, and whether to use the plain layout. */
export async function pageContext(
  req: Request,
  person: SignedIn | undefined,
  menu: MenuEntry[],
  providers: LayoutProviders,
  { status, to, ignored }: PageAnswer,
): Promise<PageContext> {
  const locale = chooseLocale(person?.locale ?? requestedLocale(req), req.get('accept-language'))
  const t = translator(locale)
  const inside = person && !person.must_change ? person : undefined
  const frame: Frame = {
    locale,
    person: person ?? null,
    navigation: inside ? await entries(menu, inside, req.path, t) : [],
    flash: flashOf(req, status, { ...formats(locale, t), t }),
    path: to ?? req.path,
    ignored: ignored ?? [],
    returning: inside ? {} : returningParameters(req),
    bodyClass: '',
    ...(inside ? await layoutData(providers, req, inside, locale) : { company: null, unread: 0, help: null }),
  }
  return { frame, csrf: req.session?.csrf, plain: !inside }
}

function returningParameters(req: Request): Frame['returning'] {
  const { next, sent } = { ...req.query, ...req.body } as Record<string, unknown>
  const path = localPath(next)
  return { ...(path && { next: path }), ...(sent === '1' && { sent }) }
}

/** The language in the URL's `locale` parameter; used only while nobody is signed in. */
function requestedLocale({ query }: Request): Locale | undefined {
  return query.locale === 'en' || query.locale === 'zh-CN' ? query.locale : undefined
}

/**
 * The message about the action just completed. Shown only on the page that the redirect led to, and not with an error.
 */
function flashOf(req: Request, status: number, language: Formats & { t: Translate }): Frame['flash'] {
  const flash = req.session?.flash
  const isCurrent = flash && status < 400 && flash.on === req.path && Date.now() - flash.at < flashMs
  if (!isCurrent) return null
  const saved = language.t(flash.key, flash.values)
  return { text: withMeanwhile(saved, flash.meanwhile, language), undo: flash.undo ?? null }
}

/** The message, and which changes of others were kept. */
function withMeanwhile(
  saved: string,
  meanwhile: SavedMeanwhile | undefined,
  { t, joinList }: Formats & { t: Translate },
): string {
  if (!meanwhile || meanwhile.labels.length === 0) return saved
  const fields = joinList(meanwhile.labels.map((key) => t(key)))
  return t('form.also_saved', { saved, who: joinList(meanwhile.by), fields })
}

async function layoutData(providers: LayoutProviders, req: Request, person: SignedIn, locale: Locale) {
  const [company, unread] = await Promise.all([providers.company(), providers.unread(person)])
  return { company, unread, help: providers.help(traceOfRequest(req).route ?? '', locale) }
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
