import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { complaintsOf } from './console-errors.ts'
import { axe, openBrowser, saveScreenshot, visitor } from './harness.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ')

const page = (body: string) =>
  `<!doctype html><html lang="zh-CN"><title>客户</title><main><h1>客户</h1>${body}</main></html>`

const pages: Record<string, string> = {
  '/': page('<p>华信科技</p>'),
  '/refused': page('<p>填写有误</p>'),
  '/inline': page('<p style="color: red">红</p>'),
  '/throws': page('<script src="/throws.js"></script>'),
  '/throws.js': 'throw new Error("broken")',
  '/asks': page('<script src="/asks.js"></script>'),
  '/asks.js': 'fetch("/missing")',
  '/elsewhere': page('<iframe title="x" src="http://localhost:9/x.html"></iframe>'),
  '/unlabelled': page('<input name="company">'),
}

const server = createServer((request, response) => {
  const path = request.url ?? '/'
  const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'
  const body = pages[path]
  response.writeHead(body === undefined ? 404 : path === '/refused' ? 422 : 200, {
    'content-type': type,
    'content-security-policy': path === '/elsewhere' ? '' : `${policy}; connect-src 'self'`,
  })
  response.end(body)
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
afterAll(() => server.close())

const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const browser = await openBrowser()

describe('a visitor', () => {
  test.each([true, false])('opens a page without errors, scripts %s', async (scripts) => {
    const guest = await visitor(browser, { baseUrl, scripts, width: 390, touch: true, dark: true })
    await guest.goto('/')
    await saveScreenshot(guest, 'harness')
    expect(await guest.textContent('p')).toBe('华信科技')
    expect(await guest.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true)
  })

  test('may get a response 422, which the test itself checks', async () => {
    const guest = await visitor(browser, { baseUrl })
    expect((await guest.goto('/refused'))?.status()).toBe(422)
  })

  test.fails('fails the test if the page logged an error', async () => {
    const guest = await visitor(browser, { baseUrl })
    expect((await guest.goto('/inline', { waitUntil: 'networkidle' }))?.status()).toBe(200)
  })

  test.each([
    ['/inline', 'CSP: style-src-attr refuses inline'],
    ['/throws', 'uncaught: broken'],
    ['/asks', 'Failed to load resource: the server responded with a status of 404'],
    ['/elsewhere', 'asked another host: http://localhost:9/x.html'],
  ])('reports %s', async (path, complaint) => {
    const context = await browser.newContext({ baseURL: baseUrl })
    const complaints = await complaintsOf(context, { baseUrl })
    await (await context.newPage()).goto(path, { waitUntil: 'networkidle' })
    await context.close()
    expect(complaints()).toContainEqual(expect.stringContaining(complaint))
  })

  test('may expect an error', async () => {
    const guest = await visitor(browser, { baseUrl, provokes: /404/ })
    expect((await guest.goto('/asks', { waitUntil: 'networkidle' }))?.status()).toBe(200)
  })
})

describe('axe', () => {
  test('finds nothing on a good page, whatever its content security policy', async () => {
    const guest = await visitor(browser, { baseUrl })
    await guest.goto('/')
    expect(await axe(guest)).toEqual([])
  })

  test('reports a field without a label', async () => {
    const guest = await visitor(browser, { baseUrl })
    await guest.goto('/unlabelled')
    expect(await axe(guest)).toEqual([expect.stringMatching(/^label: .*input$/)])
  })
})
