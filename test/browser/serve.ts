import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { testApp } from '../test-app.ts'
import { type Visit, visitor } from './harness.ts'

/** Serves a test app with its own database on a port; closed at the end of the test file. */
export async function serve(browser: Browser) {
  const department = await testApp()
  const server = createServer(department.program)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const guest = (visit: Partial<Visit> = {}): Promise<Page> => visitor(browser, { baseUrl, ...visit })

  async function signIn(page: Page, name = '陈静', next = '/'): Promise<void> {
    await page.fill('[name=username]', department.who(name).username)
    await page.fill('[name=password]', department.password)
    await page.click('main form button.button-primary')
    await page.waitForURL((url) => url.pathname === next)
  }

  return {
    ...department,
    baseUrl,
    guest,
    /** Signs in by username without a browser. */
    client: department.signIn,
    /** Signs in on the page that is open. */
    signIn,
    async signedIn(visit: Partial<Visit> = {}, name?: string): Promise<Page> {
      const page = await guest(visit)
      await page.goto('/login')
      await signIn(page, name)
      return page
    },
  }
}
