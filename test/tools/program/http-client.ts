import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'

/** One request: a page, a form's fields, or a form with a file. */
export interface Asked {
  path: string
  form?: Record<string, string>
  file?: { name: string; content: string }
  /** The expected status; by default 200 for a page, 303 for a form. */
  status?: number
}

/**
 * A response. `server` is the program's own time (NaN if it sends none), `seen` the time from the first byte sent to
 * the last byte received; both in milliseconds.
 */
export interface Answer {
  server: number
  seen: number
  location: string
}

/**
 * A user's browser: keeps connections and cookies, accepts compression, and throws WrongAnswer on an unexpected status.
 */
export interface Visitor {
  ask(asked: Asked): Promise<Answer>
  /** A page's text; with a form, the text of the page it redirects to. */
  read(path: string, form?: Record<string, string>): Promise<string>
  signIn(username: string, password: string): Promise<void>
  /** Reads the session's CSRF token from a page, for the forms that follow. */
  take(path: string): Promise<void>
  leave(): void
}

/** A response with an unexpected status. */
export class WrongAnswer extends Error {
  readonly status: number
  constructor(path: string, status: number, right: number) {
    super(`${path} answered ${status} instead of ${right}`)
    this.status = status
  }
}

interface Sent {
  method: 'GET' | 'POST'
  path: string
  headers: OutgoingHttpHeaders
  body?: Buffer | string
}

interface Received {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  seen: number
}

/** A browser for the program at this origin, such as http://127.0.0.1:3000. */
export function visitor(origin: string): Visitor {
  const { send, leave } = browser(origin)
  let token = ''

  async function sent(path: string, headers: OutgoingHttpHeaders, form?: Asked['form'], file?: Asked['file']) {
    if (!form && !file) return send({ method: 'GET', path, headers })
    const written = await body({ _csrf: token, ...form }, file)
    return send({ method: 'POST', path, headers: { ...headers, ...written.headers }, body: written.body })
  }

  async function ask({ path, form, file, status = form || file ? 303 : 200 }: Asked): Promise<Answer> {
    const headers = { 'accept-encoding': 'gzip, deflate, br', 'sec-fetch-site': 'same-origin' }
    const answer = await sent(path, headers, form, file)
    if (answer.status !== status) throw new WrongAnswer(path, answer.status, status)
    return { server: serverTime(answer.headers), seen: answer.seen, location: answer.headers.location ?? '' }
  }

  async function read(path: string, form?: Record<string, string>): Promise<string> {
    const answer = await sent(path, form ? { 'sec-fetch-site': 'same-origin' } : {}, form)
    if (answer.status !== 200) throw new WrongAnswer(path, answer.status, 200)
    return answer.body.toString('utf8')
  }

  async function take(path: string): Promise<void> {
    token = /name="_csrf" value="([^"]+)"/.exec(await read(path))?.[1] ?? ''
  }

  return {
    ask,
    read,
    take,
    async signIn(username, password) {
      await ask({ path: '/login', form: { username, password } })
      await take('/password')
    },
    leave,
  }
}

/** Keep-alive connections and cookies. */
function browser(origin: string) {
  const agent = new Agent({ keepAlive: true })
  const cookies = new Map<string, string>()

  function send(sent: Sent): Promise<Received> {
    const { method, path, headers } = sent
    const began = performance.now()
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Promise((resolve, reject) => {
      const asking = request(`${origin}${path}`, { agent, method, headers: { ...headers, cookie } }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          for (const header of answer.headers['set-cookie'] ?? []) keep(header)
          const seen = performance.now() - began
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts), seen })
        })
      })
      // The server closes idle connections. A request sent on one at that moment is sent again, as browsers do.
      asking.on('error', (error) =>
        asking.reusedSocket && 'code' in error && error.code === 'ECONNRESET' ? resolve(send(sent)) : reject(error),
      )
      asking.end(sent.body)
    })
  }

  function keep(said: string): void {
    const [, name = '', value = ''] = said.match(/^([^=]+)=([^;]*)/) ?? []
    cookies.set(name, value)
  }

  return { send, leave: () => agent.destroy() }
}

/** A form's body as browsers encode it. */
async function body(form: Record<string, string>, file: Asked['file']) {
  if (!file)
    return {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    }
  const parts = new FormData()
  for (const [name, value] of Object.entries(form)) parts.set(name, value)
  parts.set('file', new Blob([file.content], { type: 'text/csv' }), file.name)
  const written = new Response(parts)
  return {
    headers: { 'content-type': written.headers.get('content-type') ?? '' },
    body: Buffer.from(await written.arrayBuffer()),
  }
}

const serverTime = (headers: IncomingHttpHeaders): number =>
  Number(/^app;dur=([\d.]+)$/.exec(String(headers['server-timing']))?.[1])
