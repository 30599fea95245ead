import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/app.ts'
import { runDueJobs } from '../../src/jobs/runner.ts'
import { createOneOfEachRecord } from '../one-of-each-record.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const house = await serve(browser)
let addressOf: (path: string) => string

beforeAll(async () => {
  const one = await createOneOfEachRecord(house, await house.as('王芳'), await house.as('陈静'))
  addressOf = (path) => (path === '/communications/:id/edit' ? one.managersCorrection : one.addressOf(path))
  await runDueJobs()
})

/** Paths that do not answer with a page, or that only anonymous users see. */
const noPages = /\.(csv|json)$|^\/(healthz|login)$/

const pages = routes.filter(({ method, path }) => method === 'get' && !noPages.test(path)).map(({ path }) => path)

const sights = (['zh-CN', 'en'] as const).flatMap((locale) =>
  [1440, 390].flatMap((width) => [false, true].map((dark) => ({ locale, width, dark }))),
)

test.each(waysOfThisRun(sights, 3))(
  'every page in $locale at $width, dark $dark: complete, no errors, accessible, not wider than the screen',
  async (sight) => {
    await house.setLocale('陈静', sight.locale)
    const page = await house.signedIn({ ...sight, height: 900, touch: sight.width === 390 }, '陈静')
    for (const path of pages) {
      const answer = await page.goto(addressOf(path))
      expect(answer?.status(), path).toBe(200)
      expect(
        await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
        `${path} scrolls sideways`,
      ).toBe(true)
      expect(await page.title(), path).toContain(sight.locale === 'en' ? 'Salesbook' : '销售系统')
      expect(await axe(page), path).toEqual([])
      await saveScreenshot(
        page,
        `page${path.replaceAll(/[/:]+/g, '-')}-${sight.width}-${sight.locale}-${sight.dark ? 'dark' : 'light'}`,
      )
    }
  },
  600_000,
)
