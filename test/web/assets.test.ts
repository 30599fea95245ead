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
