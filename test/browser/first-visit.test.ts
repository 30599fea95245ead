import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const department = await serve(browser)

/** The paths that the browser asks for, and how many bytes they take with their headers. */
async function counted(page: Page) {
  const protocol = await page.context().newCDPSession(page)
  const asked = new Map<string, { path: string; bytes: number }>()
  protocol.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.fromDiskCache && response.url.startsWith('http'))
      asked.set(requestId, { path: new URL(response.url).pathname, bytes: 0 })
  })
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one) one.bytes = encodedDataLength
  })
  await protocol.send('Network.enable')
  return () => [...asked.values()].filter(({ bytes }) => bytes > 0)
}

const sum = (found: { bytes: number }[]) => found.reduce((total, { bytes }) => total + bytes, 0)

test('signing in and the start page take at most 12 requests and 60 KB', async () => {
  const page = await department.guest()
  const found = await counted(page)
  await page.goto('/login', { waitUntil: 'networkidle' })
  await department.signIn(page, '王芳')
  await page.waitForLoadState('networkidle')
  const paths = found().map(({ path }) => path.replace(/^\/v\/\w+/, ''))
  expect(paths).toEqual(expect.arrayContaining(['/login', '/', '/css/salesbook.css', '/js/start-behaviours.js']))
  expect(paths.length, paths.join('\n')).toBeLessThanOrEqual(12)
  expect(sum(found())).toBeLessThanOrEqual(60_000)
})

test('the next page takes nothing but itself and what it alone needs', async () => {
  const page = await department.signedIn({}, '王芳')
  await page.waitForLoadState('networkidle')
  const found = await counted(page)
  await page.goto('/orders', { waitUntil: 'networkidle' })
  const paths = found().map(({ path }) => path.replace(/^\/v\/\w+/, ''))
  expect(paths).toContain('/orders')
  expect(paths).not.toContain('/css/salesbook.css')
  expect(sum(found()), paths.join('\n')).toBeLessThanOrEqual(30_000)
})
