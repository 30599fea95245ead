import { rm } from 'node:fs/promises'
import type { Request, Response } from 'express'
import { contentDisposition } from '../csv/write.ts'
import { type LayoutProviders, type MenuEntry, pageContext } from './layout-data.ts'
import { renderPage } from './render.ts'
import { browserCookie } from './request-context.ts'
import type { Answer, SessionAct } from './responses.ts'
import { newToken } from './session/csrf.ts'
import type { SignedIn } from './session/session.ts'

/** Sends a handler's answer as the HTTP response. */
export type Sender = (req: Request, res: Response, person: SignedIn | undefined, answer: Answer) => Promise<void>

/** Creates the sender for this menu and these layout providers. */
export const sender =
  (menu: MenuEntry[], providers: LayoutProviders): Sender =>
  async (req, res, person, answer) => {
    switch (answer.kind) {
      case 'page': {
        const context = await pageContext(req, person, menu, providers, answer)
        const html = renderPage(answer.view, answer.props as never, context)
        return void res.status(answer.status).type('html').send(html)
      }
      case 'redirect':
        return sendRedirect(req, res, answer)
      case 'file':
        return sendFile(res, answer)
      case 'json':
        return void res.json(answer.body)
      case 'text':
        return void res.type('text').send(answer.body)
    }
  }

async function sendRedirect(req: Request, res: Response, answer: Extract<Answer, { kind: 'redirect' }>): Promise<void> {
  const { to, flash: key, values, undo, meanwhile } = answer
  if (answer.session) await changeSession(req, res, answer.session)
  if (key && req.session)
    req.session.flash = {
      key,
      ...(values && { values }),
      ...(undo && { undo }),
      ...(meanwhile && { meanwhile }),
      on: pathOf(to),
      at: Date.now(),
    }
  res.redirect(303, to)
}

const pathOf = (address: string): string => new URL(address, 'http://localhost').pathname

const fileOptions = {
  dotfiles: 'allow' as const,
  cacheControl: false,
  etag: false,
  lastModified: false,
  acceptRanges: false,
}

/** Sends a file as a download. Throws if the file can't be read, but not if the client disconnects. */
async function sendFile(res: Response, answer: Extract<Answer, { kind: 'file' }>): Promise<void> {
  const { path, name, type, temporary } = answer
  try {
    res.setHeader('Content-Disposition', contentDisposition(name))
    res.type(type)
    await new Promise<void>((resolve, reject) => {
      res.sendFile(path, fileOptions, (error?: unknown) => {
        if (!error || res.headersSent || res.destroyed) return resolve()
        res.removeHeader('Content-Disposition')
        reject(error)
      })
    })
  } finally {
    if (temporary) await rm(path, { force: true })
  }
}

async function changeSession(req: Request, res: Response, change: SessionAct): Promise<void> {
  if ('signIn' in change) {
    await new Promise<void>((resolve, reject) =>
      req.session.regenerate((error: unknown) => (error ? reject(error) : resolve())),
    )
    Object.assign(req.session, {
      user_id: change.signIn,
      csrf: newToken(),
      device: req.get('user-agent')?.slice(0, 200) ?? '',
    })
    if (change.browser)
      res.cookie(browserCookie, change.browser, {
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
