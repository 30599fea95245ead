import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { loadNorthwind } from '../reports/northwind.ts'
import { axe, openBrowser } from './harness.ts'
import { serve } from './serve.ts'

const browser = await openBrowser()
const department = await serve(browser)

beforeAll(async () => {
  await loadNorthwind(department.who('陈静').id)
  const customer = await department.customer({ owner: '李强', name: '刘敏' })
  await department.product({ model: 'TB-250', name: '离心瓶', unit: '包', list_price: '1234.56' })
  const li = await department.client('liqiang', department.password)
  const lines = [{ product_model: 'TB-250', quantity: '1' }]
  const { location } = await li.send('/orders', { customer_id: customer, ordered_on: today(), lines })
  await li.send(`${location}/confirm`)
})

const plain = '/reports/sales?from=1997-01-01&to=1997-12-31&group_by=region'
const compared = '/reports/sales?from=1997-01-01&to=1997-12-31&compare=previous'
const crossed = '/reports/sales?from=1997-01-01&to=1997-12-31&group_by=salesperson&then_by=category'

/** Waits until the chart is drawn, and says what it holds. */
async function drawn(page: Page, address?: string) {
  if (address) await page.goto(address)
  await page.locator('.chart canvas').scrollIntoViewIfNeeded()
  await page.waitForFunction(`globalThis.Chart?.getChart(document.querySelector('.chart canvas'))`)
  return (await page.evaluate(`(() => {
    const chart = Chart.getChart(document.querySelector('.chart canvas'))
    const bars = chart.data.datasets.map((set, index) => ({
      label: set.label, values: set.data, stack: set.stack, shown: chart.isDatasetVisible(index),
    }))
    return { labels: chart.data.labels, bars }
  })()`)) as {
    labels: string[]
    bars: { label: string; values: (number | null)[]; stack: string; shown: boolean }[]
  }
}

/** Where the middle of a bar is on the page, and its colour there. */
const barAt = (page: Page, series: number, index: number) =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('.chart canvas')
    const chart = Chart.getChart(canvas)
    const { x, y } = chart.getDatasetMeta(${series}).data[${index}].getCenterPoint()
    const { left, top } = canvas.getBoundingClientRect()
    const ratio = chart.currentDevicePixelRatio
    const colour = [...canvas.getContext('2d').getImageData(x * ratio, y * ratio, 1, 1).data].join(' ')
    return { x: left + x, y: top + y, colour }
  })()`) as Promise<{ x: number; y: number; colour: string }>

const total = (values: (number | null)[]) =>
  values.reduce<number>((sum, value) => sum + Math.round((value ?? 0) * 100), 0)
const dataValue = async (page: Page, cell: string) => Number(await page.getAttribute(cell, 'data-value'))

test('a chart draws the figures of its table, says them exactly at the pointer and opens their records', async () => {
  const page = await department.signedIn()
  const { labels, bars } = await drawn(page, plain)
  expect(labels).toHaveLength(await page.locator('tbody tr').count())
  expect(bars).toHaveLength(1)
  expect(total(bars[0]?.values ?? [])).toBe(await dataValue(page, 'tfoot [data-measure=amount]'))

  const { x, y } = await barAt(page, 0, 0)
  await page.mouse.move(x, y)
  const says = await page.evaluate(`Chart.getChart(document.querySelector('.chart canvas')).tooltip.body[0].lines[0]`)
  const cell = page.locator('tbody tr').first().locator('[data-measure=amount] a')
  expect(says).toBe(`销售额: ${await cell.innerText()}`)
  expect(says).toMatch(/\d,\d{3}\.\d{2}$/)

  const href = await cell.getAttribute('href')
  await page.mouse.click(x, y)
  await page.waitForURL((url) => url.pathname + url.search === href)
})

test('a comparison stands beside, in order of time, and the legend switches it off', async () => {
  const page = await department.signedIn()
  const { labels, bars } = await drawn(page, compared)
  expect(labels.map((label) => Number.parseInt(label, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(bars.map(({ shown }) => shown)).toEqual([true, true])
  expect(new Set(bars.map(({ stack }) => stack)).size).toBe(2)
  await page.click('.legend button.key >> nth=1')
  expect(await page.getAttribute('.legend button.key >> nth=1', 'aria-pressed')).toBe('false')
  expect((await drawn(page)).bars.map(({ shown }) => shown)).toEqual([true, false])
  await page.press('.legend button.key >> nth=1', 'Enter')
  expect((await drawn(page)).bars.map(({ shown }) => shown)).toEqual([true, true])
})

test('two groups are stacked or side by side; smaller columns are summed as others', async () => {
  const page = await department.signedIn()
  const { bars } = await drawn(page, crossed)
  expect(bars).toHaveLength(8)
  expect(bars.at(-1)?.label).toBe('其他')
  expect(total(bars.flatMap(({ values }) => values))).toBe(await dataValue(page, 'tfoot [data-measure=amount]'))
  const stacks = async () => new Set((await drawn(page)).bars.map(({ stack }) => stack)).size
  expect(await stacks()).toBe(1)
  await page.click('[data-side-by-side]')
  expect([await stacks(), await page.getAttribute('[data-side-by-side]', 'aria-pressed')]).toEqual([8, 'true'])
})

test('colours follow the theme, forced colours and paper', async () => {
  const page = await department.signedIn()
  const colours: string[] = []
  const look = async (media: Parameters<Page['emulateMedia']>[0]) => {
    await page.emulateMedia(media)
    await drawn(page)
    colours.push((await barAt(page, 0, 0)).colour)
  }
  await drawn(page, plain)
  await look({ colorScheme: 'light' })
  await look({ colorScheme: 'dark' })
  expect(await axe(page)).toEqual([])
  await look({ forcedColors: 'active' })
  expect(new Set(colours).size).toBe(3)
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' })
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  expect((await barAt(page, 0, 0)).colour).toBe(colours[0])
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
  expect((await barAt(page, 0, 0)).colour).toBe(colours[1])
})

test('paper shows the chart', async () => {
  const page = await department.signedIn()
  const size = async () => (await page.pdf({ preferCSSPageSize: true })).length
  await drawn(page, plain)
  const withChart = await size()
  await page.evaluate(`document.querySelector('.chart').style.visibility = 'hidden'`)
  expect(withChart - (await size())).toBeGreaterThan(5_000)
})

test('performance and the start page of a manager chart amounts beside targets, a person’s page their months', async () => {
  const page = await department.signedIn()
  for (const address of ['/performance', '/']) {
    const { labels, bars } = await drawn(page, address)
    const li = labels.indexOf('李强')
    expect([address, bars[0]?.values[li], bars[0]?.label]).toEqual([address, 1234.56, '销售额'])
  }
  const { bars } = await drawn(page, `/performance/${department.who('李强').id}`)
  expect(bars[0]?.values.at(-1)).toBe(1234.56)
})

test('Chart.js is loaded by pages with a chart only', async () => {
  const page = await department.signedIn()
  // Also those that the browser has in its cache, for which it asks nobody.
  const ofCharts = async () =>
    (await page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`)).filter((name) =>
      /chart/.test(name),
    )
  for (const address of ['/customers', '/opportunities', '/orders', '/reports', '/customers/new']) {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    expect([address, await ofCharts()]).toEqual([address, []])
  }
  await drawn(page, plain)
  expect((await ofCharts()).filter((name) => name.endsWith('/vendor/chart.js'))).toHaveLength(1)
})

test('without scripts the table shows bars in its cells instead', async () => {
  const page = await department.signedIn({ scripts: false })
  await page.goto(plain)
  expect(await page.isVisible('.chart')).toBe(false)
  const bars = page.locator('tbody .cell-bar')
  expect(await bars.count()).toBe(await page.locator('tbody tr').count())
  expect(await bars.first().isVisible()).toBe(true)
})
