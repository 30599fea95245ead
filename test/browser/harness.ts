import { mkdirSync } from 'node:fs'
import axeCore, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { chromiumPath } from './chromium.ts'
import { complaintsOf } from './console-errors.ts'

/** How a test visits pages: language, screen, scripts. */
export interface Visit {
  baseUrl: string
  locale?: 'zh-CN' | 'en'
  scripts?: boolean
  width?: number
  height?: number
  touch?: boolean
  dark?: boolean
  /** Errors that the test causes on purpose. */
  provokes?: RegExp
}

// Without these, Chromium sends requests of its own at every start.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
]

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** Opens one browser for a test file and closes it at the end. Call it at the top level of the file. */
export async function openBrowser(): Promise<Browser> {
  const sandbox = process.getuid?.() !== 0
  const args = sandbox ? quiet : [...quiet, '--no-sandbox']
  const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: sandbox, args })
  afterAll(() => browser.close())
  return browser
}

/**
 * A page with an empty session for the current test, which fails if the page logged an error or requested another host.
 */
export async function visitor(browser: Browser, visit: Visit): Promise<Page> {
  const context = await browser.newContext({
    baseURL: visit.baseUrl,
    locale: visit.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: visit.scripts ?? true,
    viewport: { width: visit.width ?? 1280, height: visit.height ?? 800 },
    hasTouch: visit.touch ?? false,
    colorScheme: visit.dark ? 'dark' : 'light',
    // A view transition interrupted by the next step would be logged as an error of the page.
    reducedMotion: 'reduce',
  })
  // Long, because a busy machine is not a fault of the page.
  context.setDefaultTimeout(60_000)
  const complaints = await complaintsOf(context, visit)
  onTestFinished(async () => {
    await context.close()
    expect(complaints(), 'what the browser complained of').toEqual([])
  })
  return context.newPage()
}

/**
 * Violations that axe finds of WCAG 2.0 to 2.2 (A, AA) and best practices, one line each. Needs a page with scripts.
 */
export async function axe(page: Page): Promise<string[]> {
  // The page's content security policy blocks eval; the DevTools protocol does not need it.
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Runtime.evaluate', { expression: `${axeCore.source};undefined` })
  // Without preload: it copies @imported style sheets into <style>, which the policy blocks and the page would log.
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

/** Saves a screenshot of the whole page to .shots/ if SHOTS is set. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return
  mkdirSync('.shots', { recursive: true })
  await page.screenshot({ path: `.shots/${name}.png`, fullPage: true })
}
