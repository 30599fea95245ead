import { beforeAll, expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

const version = /\/v\/([0-9a-f]{8})\//
const kept = async (path: string) => {
  const { status, headers } = await w.nobody().get(path)
  return [status, headers['cache-control']]
}

test('assets are cached for good, at a URL that an update changes', async () => {
  const { text } = await chen.get('/customers')
  const addresses = [...text.matchAll(/(?:href|src)="([^"]+\.(?:css|js|svg))[#"]/g)].map(([, address]) => address ?? '')
  expect(addresses.length).toBeGreaterThan(5)
  for (const address of new Set(addresses)) {
    expect(address).toMatch(version)
    expect(await kept(address)).toEqual([200, 'public, max-age=31536000, immutable'])
  }
})

test('assets of another version are not cached, and an unversioned URL for an hour', async () => {
  expect(await kept('/v/00000000/css/salesbook.css')).toEqual([200, 'public, max-age=0'])
  expect(await kept('/css/salesbook.css')).toEqual([200, 'public, max-age=3600'])
  const [, now = ''] = version.exec((await chen.get('/customers')).text) ?? []
  for (const path of [`/v/${now}/css/nothing.css`, `/v/${now}/`, '/v/', `/v/${now}/../package.json`])
    expect((await chen.get(path)).status, path).toBe(404)
})

test('a page has one style sheet of all parts, in the order of their layers', async () => {
  const { text } = await chen.get('/customers')
  const [, address = ''] = /href="([^"]+salesbook[^"]+)"/.exec(text) ?? []
  const styles = await w.nobody().get(address)
  expect(styles.headers['content-type']).toMatch(/^text\/css/)
  expect(styles.text).toMatch(/^@layer reset, tokens, base, components, pages, print;/)
  expect(styles.text).not.toContain('@import')
  expect(styles.text).not.toContain('/*')
  const layers = [...styles.text.matchAll(/^@layer (\w+) \{/gm)].map(([, layer]) => layer)
  expect(layers.length).toBeGreaterThan(25)
  expect(new Set(layers)).toEqual(new Set(['reset', 'tokens', 'base', 'components', 'pages', 'print']))
})

test('files have few headers, pages all of them, also the page that answers for a missing file', async () => {
  const [, now = ''] = version.exec((await chen.get('/customers')).text) ?? []
  for (const path of [`/v/${now}/css/salesbook.css`, `/v/${now}/js/start-behaviours.js`, '/icons/mark.svg']) {
    const { headers } = await w.nobody().get(path)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['content-security-policy']).toBeUndefined()
  }
  for (const path of ['/customers', `/v/${now}/css/nothing.css`]) {
    const { headers } = await chen.get(path)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cache-control']).toBe('no-store')
  }
})

test('libraries are scripts of the same version as ours', async () => {
  const [, now = ''] = version.exec((await chen.get('/customers')).text) ?? []
  for (const path of [`/v/${now}/vendor/chart.js`, `/v/${now}/vendor/idiomorph.js`]) {
    const { headers, status } = await w.nobody().get(path)
    expect([path, status, headers['cache-control']]).toEqual([path, 200, 'public, max-age=31536000, immutable'])
    expect(headers['content-type']).toMatch(/^text\/javascript/)
  }
  expect((await chen.get('/vendor/nothing.js')).status).toBe(404)
})
