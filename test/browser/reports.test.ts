import { mkdirSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { loadNorthwind } from '../reports/northwind.ts'
import { insertSoldOrders, randomReceivables, type Sold } from '../reports/receivables.ts'
import { axe, openBrowser, saveScreenshot } from './harness.ts'
import { serve } from './serve.ts'
import { waysOfThisRun } from './variants.ts'

const browser = await openBrowser()
const department = await serve(browser)
beforeAll(async () => {
  await loadNorthwind(department.who('陈静').id)
  const [one] = await randomReceivables(department, 33, 40)
  // Amounts as wide as in a large department.
  const wide = { ...one, status: 'confirmed', total: 98_765_432_10, payments: [] } as Sold
  await insertSoldOrders(
    department,
    [-5, 10, 45, 75, 200].map((late, n) => ({ ...wide, number: `SO-9${n}`, due_on: addDays(today(), -late) })),
  )
})

const addresses = {
  months: '/reports/sales?from=1997-01-01&to=1997-12-31&compare=previous',
  crossed: '/reports/sales?from=1997-07-01&to=1997-12-31&group_by=month&then_by=category&compare=previous',
  nested: '/reports/sales?from=1998-01-01&to=1998-03-31&group_by=salesperson&then_by=customer&measure=orders',
  records: '/reports/records?from=1997-01-01&to=1997-12-31&group_by=region&key=USA',
  payments: '/reports/payments?from=2020-01-01',
  debtors: '/reports/payments?group_by=customer&region=上海',
  shares: '/reports/payments/records?group_by=salesperson&measure=owed&key=liqiang',
  analysis: '/orders/analysis?status=confirmed&from=1997-01-01&to=1997-12-31&group_by=quarter&then_by=category',
  index: '/reports',
}

const sights = [
  { width: 1280, locale: 'zh-CN' as const },
  { width: 1280, locale: 'en' as const, dark: true },
  { width: 390, locale: 'zh-CN' as const, touch: true },
  { width: 390, locale: 'en' as const, touch: true },
]

test.each(waysOfThisRun(sights))(
  'the reports at $width in $locale: no accessibility violations, no horizontal scrolling',
  async ({ locale, ...visit }) => {
    await department.setLocale('陈静', locale)
    const page = await department.signedIn({ ...visit, locale })
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(address)
      await saveScreenshot(page, `report-${name}-${visit.width}-${locale}`)
      expect([name, await axe(page)]).toEqual([name, []])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    }
  },
)

// Runs in the page: scrolls to every figure and counts those that another element covers.
const coveredFigures = `[...document.querySelectorAll('tbody td.num a')].filter((link) => {
  link.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const { left, right, top, bottom } = link.getBoundingClientRect()
  return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) !== link
}).length`

test('on a phone neither the bar nor the fixed column covers a figure that is scrolled to', async () => {
  const page = await department.signedIn({ width: 390, height: 700, touch: true })
  for (const address of [addresses.debtors, addresses.crossed, addresses.nested]) {
    await page.goto(address)
    expect([address, await page.evaluate(coveredFigures)]).toEqual([address, 0])
  }
})

/** A4 landscape without margins: 271 mm at 96 dpi. */
const widthOnPaper = 1024

test('the form works without scripts', async () => {
  await department.setLocale('陈静', 'zh-CN')
  const page = await department.signedIn({ scripts: false })
  await page.goto(addresses.months)
  await page.selectOption('[name=group_by]', 'region')
  await page.click('form.filter-form button[type=submit]')
  expect(new URL(page.url()).searchParams.get('group_by')).toBe('region')
  expect(await page.getAttribute('tr[data-key="USA"] [data-measure=amount]', 'data-value')).toBe('11484529')
})

test('choosing dates from the menu keeps the other choices that were not generated yet', async () => {
  await department.setLocale('陈静', 'zh-CN')
  const page = await department.signedIn()
  const choose = async (days: string) => {
    await page.click('form.filter-form .menu summary')
    await page.click(`form.filter-form .menu a:text-is("${days}")`)
    await page.waitForURL('**group_by=customer**')
    return [...new URL(page.url()).searchParams].toSorted()
  }
  await page.goto(addresses.months)
  await page.waitForLoadState('networkidle')
  await page.selectOption('[name=group_by]', 'customer')
  expect(await choose('去年')).toEqual([
    ['compare', 'previous'],
    ['group_by', 'customer'],
    ['measure', 'amount'],
    ['preset', 'last_year'],
  ])
  await page.goto('/reports/payments?from=1997-01-01')
  await page.waitForLoadState('networkidle')
  await page.selectOption('[name=group_by]', 'customer')
  expect(await choose('全部')).toEqual([['group_by', 'customer']])
})

test.each([
  '/reports/sales?from=1996-07-01&to=1997-12-31&group_by=month&then_by=category&compare=previous',
  '/reports/sales?from=1996-07-01&to=1997-12-31&group_by=category&then_by=quarter&compare=last_year&product=38',
  '/reports/sales?from=1996-07-01&to=1997-12-31&group_by=quarter&then_by=region&region=USA&compare=previous',
  '/reports/payments?group_by=order&from=2020-01-01',
  '/reports/payments?group_by=customer&from=2020-01-01',
  '/orders/analysis?group_by=quarter&then_by=category&from=1996-07-01&to=1997-12-31',
])('prints on A4 landscape with its header and nothing cut off: %s', async (question) => {
  const page = await department.signedIn({ width: widthOnPaper })
  await page.goto(`${question}&print=1`)
  await page.emulateMedia({ media: 'print' })
  expect(await page.isVisible('.print-head')).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(widthOnPaper)
  if (process.env.SHOTS) mkdirSync('.shots', { recursive: true })
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(process.env.SHOTS && { path: '.shots/report.pdf' }) })
  expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 84[12][.\d]* 59[45]/)
})
