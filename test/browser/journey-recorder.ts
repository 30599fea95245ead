import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { formats } from '../../src/i18n/format.ts'
import type { Locale } from '../../src/i18n/locale.ts'
import { translator } from '../../src/i18n/translate.ts'
import { saveScreenshot } from './harness.ts'

/** Effort of a task: clicks or taps, fields filled, pages opened. */
export interface Steps {
  presses: number
  fields: number
  pages: number
}

/** A user who finds everything by its text and never enters a URL; the steps are counted. */
export function walker(page: Page, visit: { locale: Locale; touch: boolean }) {
  const t = translator(visit.locale)
  const main = page.locator('main')
  let steps: Steps = { presses: 0, fields: 0, pages: 0 }
  page.on('domcontentloaded', () => steps.pages++)

  /** The first visible match. */
  const seen = (what: Locator): Locator => what.filter({ visible: true }).first()
  const link = (name: string, within = main) => seen(within.getByRole('link', { name, exact: true }))
  const button = (name: string, within = main) => seen(within.getByRole('button', { name, exact: true }))
  const field = (label: string, within = main) => seen(within.getByLabel(label, { exact: true }))
  const chip = (label: string, within = main) => seen(within.locator('label').getByText(label, { exact: true }))

  async function press(what: Locator): Promise<void> {
    steps.presses++
    await (visit.touch ? what.tap() : what.click())
  }

  /** Follows a link or submits a form. The new page must not be wider than the screen. */
  async function go(what: Locator): Promise<void> {
    await Promise.all([page.waitForEvent('load'), press(what)])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${page.url()} is cut`).toBe(true)
  }

  async function write(where: Locator, text: string): Promise<void> {
    steps.fields++
    await where.fill(text)
  }

  /** Chooses one of a field's options. */
  async function choose(where: Locator, label: string): Promise<void> {
    steps.fields++
    await where.selectOption({ label })
  }

  /** Downloads a file from its link and returns its text. */
  async function download(what: Locator): Promise<string> {
    const [saved] = await Promise.all([page.waitForEvent('download'), press(what)])
    return readFileSync(await saved.path(), 'utf8')
  }

  /** Opens an entry of the main menu: in the sidebar, or on a phone in the bottom bar or its menu. */
  async function menu(name: string): Promise<void> {
    // The start page's entry also contains the number of due follow-ups.
    const entry = { name: new RegExp(`^${name}`) }
    const bar = page.getByRole('navigation', { name: t(visit.touch ? 'bottom_navigation' : 'main_navigation') })
    if (await bar.getByRole('link', entry).count()) return go(bar.getByRole('link', entry))
    await go(bar.getByRole('link', { name: t('menu') }))
    await go(main.getByRole('link', entry))
  }

  /** Opens the user menu and returns the entry. */
  async function own(name: string): Promise<Locator> {
    if (visit.touch) {
      await go(page.getByRole('navigation', { name: t('bottom_navigation') }).getByRole('link', { name: t('menu') }))
      return main
    }
    const self = page.getByRole('banner').filter({ visible: true })
    await press(self.getByText(name))
    return self
  }

  return {
    page,
    main,
    t,
    locale: visit.locale,
    currency: formats(visit.locale, t).currency,
    link,
    button,
    field,
    chip,
    press,
    go,
    write,
    choose,
    download,
    menu,
    own,
    /** A section of the page, by its heading. */
    section: (heading: string) =>
      seen(main.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) })),
    /** Waits until this text is visible. */
    hears: (text: string | RegExp) => seen(main.getByText(text)).waitFor(),
    shot: (name: string) => saveScreenshot(page, name),
    /** Counts the steps of a task. */
    async counted(act: () => Promise<void>): Promise<Steps> {
      steps = { presses: 0, fields: 0, pages: 0 }
      await act()
      return steps
    },
  }
}

export type Walker = ReturnType<typeof walker>
