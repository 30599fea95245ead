import { mkdirSync } from 'node:fs'
import axeCore, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { chromiumPath } from './chromium.ts'
import { complaintsOf } from './console-errors.ts'

/** Who comes to look, and with what in hand. */
export interface Visit {
  baseUrl: string
  locale?: 'zh-CN' | 'en'
  scripts?: boolean
  width?: number
  height?: number
  touch?: boolean
  dark?: boolean
  /** Complaints that the test provokes on purpose. */
  provokes?: RegExp
}

// Without these, Chromium looks up hosts of its own at every start.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
]

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** One browser for a test file, closed after it: call it at the top of the file, outside every test and hook. */
export async function openBrowser(): Promise<Browser> {
  const sandbox = process.getuid?.() !== 0
  const args = sandbox ? quiet : [...quiet, '--no-sandbox']
  const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: sandbox, args })
  afterAll(() => browser.close())
  return browser
}

/** A page with empty pockets, for the running test, which fails when the page complained or asked another host. */
export async function visitor(browser: Browser, visit: Visit): Promise<Page> {
  const context = await browser.newContext({
    baseURL: visit.baseUrl,
    locale: visit.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: visit.scripts ?? true,
    viewport: { width: visit.width ?? 1280, height: visit.height ?? 800 },
    hasTouch: visit.touch ?? false,
    colorScheme: visit.dark ? 'dark' : 'light',
    // A view transition that the next step cuts short counts as an error of the page.
    reducedMotion: 'reduce',
  })
  // A busy machine is no fault of the page.
  context.setDefaultTimeout(60_000)
  const complaints = await complaintsOf(context, visit)
  onTestFinished(async () => {
    await context.close()
    expect(complaints(), 'what the browser complained of').toEqual([])
  })
  return context.newPage()
}

/** What axe finds against WCAG 2.0 to 2.2 (A, AA) and good practice, a line a place; the page must run scripts. */
export async function axe(page: Page): Promise<string[]> {
  // The browser's own protocol evaluates where the page's content security policy refuses eval.
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Runtime.evaluate', { expression: `${axeCore.source};undefined` })
  // preload copies @imported sheets into <style>, which the policy refuses and the page would complain of.
  const { result, exceptionDetails } = await protocol.send('Runtime.evaluate', {
    expression: `axe.run(document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'], preload: false })})`,
    awaitPromise: true,
    returnByValue: true,
  })
  await protocol.detach()
  if (exceptionDetails) throw new Error(`axe could not run: ${exceptionDetails.text}`)
  const { violations } = result.value as AxeResults
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`))
}

/** Writes a picture of the whole page to .shots/ when SHOTS is set, for people to look at. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return
  mkdirSync('.shots', { recursive: true })
  await page.screenshot({ path: `.shots/${name}.png`, fullPage: true })
}
