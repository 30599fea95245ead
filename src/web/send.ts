import { rm } from 'node:fs/promises'
import type { Request, Response } from 'express'
import { may, type Right } from '../access/rights.ts'
import { contentDisposition } from '../csv/write.ts'
import { chooseLocale, type Locale } from '../i18n/locale.ts'
import { translator } from '../i18n/translate.ts'
import type { Key } from '../i18n/words.ts'
import type { Answer, PageAnswer, SessionAct } from './answers.ts'
import { traceOf } from './middleware/log.ts'
import { render, type Setting } from './render.ts'
import { newToken } from './session/csrf.ts'
import type { SignedIn } from './session/session.ts'
import { browserCookie } from './surroundings.ts'
import type { Frame, HelpLink, NavigationEntry } from './views.ts'

/** One entry of the menu as its room declares it; the count is shown beside it where it isn't 0. */
export interface MenuEntry {
  href: string
  label: Key
  icon: string
  may: Right
  count?: (person: SignedIn) => Promise<number>
}

/** What the rooms above hang into the frame of every page. */
export interface FrameParts {
  company(): Promise<string | null>
  unread(person: SignedIn): Promise<number>
  /** The part of the handbook for the pages of a route. */
  help(route: string, locale: Locale): HelpLink | null
}

export type Sender = (req: Request, res: Response, person: SignedIn | undefined, answer: Answer) => Promise<void>

const flashLasts = 10_000

/** Makes the one function that turns answers into responses. */
export const sender =
  (menu: MenuEntry[], parts: FrameParts): Sender =>
  async (req, res, person, answer) => {
    switch (answer.kind) {
      case 'page': {
        const setting = await settingOf(req, person, menu, parts, answer)
        res
          .status(answer.status)
          .type('html')
          .send(render(answer.view, answer.props as never, setting))
        return
      }
      case 'redirect':
        if (answer.session) await changeSession(req, res, answer.session)
        if (answer.flash && req.session)
          req.session.flash = {
            key: answer.flash,
            ...(answer.values && { values: answer.values }),
            ...(answer.undo && { undo: answer.undo }),
            on: pathOf(answer.to),
            at: Date.now(),
          }
        res.redirect(303, answer.to)
        return
      case 'file':
        try {
          await sendFile(res, answer)
        } finally {
          if (answer.temporary) await rm(answer.path, { force: true })
        }
        return
      case 'json':
        res.json(answer.body)
        return
      case 'text':
        res.type('text').send(answer.body)
    }
  }

const pathOf = (address: string): string => new URL(address, 'http://localhost').pathname

/** Sends a file to be saved. A client that went away is no error; a file that can't be read is one. */
function sendFile(res: Response, { path, name, type }: Extract<Answer, { kind: 'file' }>): Promise<void> {
  res.setHeader('Content-Disposition', contentDisposition(name))
  res.type(type)
  const options = {
    dotfiles: 'allow' as const,
    cacheControl: false,
    etag: false,
    lastModified: false,
    acceptRanges: false,
  }
  return new Promise((resolve, reject) => {
    res.sendFile(path, options, (error?: unknown) => {
      if (!error || res.headersSent || res.destroyed) return resolve()
      res.removeHeader('Content-Disposition')
      reject(error)
    })
  })
}

async function settingOf(
  req: Request,
  person: SignedIn | undefined,
  menu: MenuEntry[],
  parts: FrameParts,
  { status, to }: PageAnswer,
): Promise<Setting> {
  const wished = req.query.locale === 'en' || req.query.locale === 'zh-CN' ? req.query.locale : undefined
  const locale = chooseLocale(person?.locale ?? wished, req.get('accept-language'))
  const t = translator(locale)
  const flash = req.session?.flash
  // What was done stands over the page that shows it, not over the next one nor over what has just been refused.
  const recent = flash && status < 400 && flash.on === req.path && Date.now() - flash.at < flashLasts
  const plain = !person || person.must_change
  const frame: Frame = {
    locale,
    person: person ?? null,
    navigation: plain ? [] : await entries(menu, person, req.path, t),
    flash: recent ? { text: t(flash.key, flash.values), kind: 'good', undo: flash.undo ?? null } : null,
    path: to ?? req.path,
    bodyClass: '',
    ...(plain ? { company: null, unread: 0, help: null } : await hung(parts, req, person, locale)),
  }
  return { frame, csrf: req.session?.csrf, plain }
}

async function hung(parts: FrameParts, req: Request, person: SignedIn, locale: Locale) {
  const [company, unread] = await Promise.all([parts.company(), parts.unread(person)])
  return { company, unread, help: parts.help(traceOf(req).route ?? '', locale) }
}

function entries(
  menu: MenuEntry[],
  person: SignedIn,
  path: string,
  t: (key: Key) => string,
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

async function changeSession(req: Request, res: Response, act: SessionAct): Promise<void> {
  if ('signIn' in act) {
    await new Promise<void>((resolve, reject) =>
      req.session.regenerate((error: unknown) => (error ? reject(error) : resolve())),
    )
    Object.assign(req.session, {
      user_id: act.signIn,
      csrf: newToken(),
      device: req.get('user-agent')?.slice(0, 200) ?? '',
    })
    if (act.browser)
      res.cookie(browserCookie, act.browser, {
        httpOnly: true,
        sameSite: 'lax',
        secure: req.secure,
        maxAge: 400 * 24 * 3_600_000,
        path: '/login',
      })
  } else {
    await new Promise<void>((resolve, reject) =>
      req.session.destroy((error: unknown) => (error ? reject(error) : resolve())),
    )
    res.setHeader('Clear-Site-Data', '"storage"')
  }
}
