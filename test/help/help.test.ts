import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app.ts'
import { handbook, handbookSections } from '../../src/help/handbook.ts'
import { helpBlocks } from '../../src/help/section.ts'
import { handbookLinkForRoute, helpSectionForRoute } from '../../src/help/section-of-page.ts'
import { helpShortcuts } from '../../src/help/section-page-links.ts'
import { locales } from '../../src/i18n/locale.ts'
import { messages } from '../../src/i18n/messages.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  ;[wang, chen] = await Promise.all([w.as('王芳'), w.as('陈静')])
})

/** The sections of the company's handbook, by chapter. */
const sections = `1.1 1.2 1.3 1.4
2.1 2.2 2.2.1 2.2.2 2.2.3 2.2.4 2.3 2.3.1 2.3.2 2.3.3 2.4 2.4.1 2.4.2 2.4.3 2.5 2.6
3.1 3.2 3.3 3.4 3.5
4.1 4.2 4.3`.split(/\s/)

describe.each(locales)('the handbook in %s', (locale) => {
  test('has every section of the company’s, in order, each with what it requires and how it is done', () => {
    expect(handbookSections(locale).map(({ number }) => number)).toEqual(sections)
    for (const { number, title, says, how } of handbookSections(locale))
      expect([number, title && says.length > 0 && how.length > 0]).toEqual([number, true])
    for (const { number, parts } of handbook[locale])
      expect(parts.every((part) => part.number.startsWith(`${number}.`))).toBe(true)
  })

  test('names buttons and pages as the program does', () => {
    const said = new Set(Object.values(messages[locale]))
    const named = handbookSections(locale).flatMap(({ how }) =>
      how.flatMap((text) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name = '']) => name)),
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((name) => !said.has(name))).toEqual([])
  })
})

test('links only to existing pages, with the right sections', () => {
  const known = new Set(routes.filter(({ method }) => method === 'get').map(({ path }) => path))
  const led = Object.values(helpShortcuts).flatMap((all) => all.map(({ href }) => href.split('?')[0] ?? ''))
  expect(led.filter((path) => !known.has(path))).toEqual([])
  expect(Object.keys(helpShortcuts).filter((number) => !sections.includes(number))).toEqual([])
})

test('both languages have the same number of paragraphs, steps and points in each section', () => {
  const shape = (locale: (typeof locales)[number]) =>
    handbookSections(locale).map(({ number, says, how }) => [
      number,
      says.length,
      helpBlocks(how).map(({ kind, texts }) => [kind, texts.length]),
    ])
  expect(shape('en')).toEqual(shape('zh-CN'))
})

const pages = routes.filter(
  ({ method, path }) => method === 'get' && !/\.(csv|json)$|^\/(healthz|login|help)$/.test(path),
)

test.each(pages)('$path has its section of the handbook', ({ path }) => {
  expect(helpSectionForRoute(path)).toBeDefined()
  for (const locale of locales)
    expect(handbookLinkForRoute(path, locale)?.href).toBe(`/help#${helpSectionForRoute(path)}`)
})

test('a page links to its section, in the reader’s language', async () => {
  const page = await wang.get('/customers/new')
  expect(page.attribute('.sidebar .to-help', 'href')).toBe('/help#2.2.1')
  expect(page.attribute('.sidebar .to-help', 'title')).toBe('2.2.1 新建客户信息')
  expect(page.attribute('.topbar a[href^="/help"]', 'href')).toBe('/help#2.2.1')
  const help = await wang.get('/help')
  expect(help.attribute('.to-help', 'href')).toBeUndefined()
  for (const number of sections) {
    expect(help.one(`[id="${number}"] :is(h3, h4)`)).toMatch(new RegExp(`^${number} `))
    expect(help.attribute(`.contents a[href="#${number}"]`, 'href')).toBeDefined()
  }
})

test('a salesperson gets no links to pages for managers', async () => {
  const ways = async (who: SignedInClient) => (await who.get('/help')).attributes('.part .actions a', 'href')
  expect(await ways(wang)).not.toContain('/settings')
  expect(await ways(chen)).toContain('/settings')
})
