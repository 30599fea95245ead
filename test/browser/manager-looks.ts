import { parse } from 'csv-parse/sync'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { companyOf, type Day } from './manager-sets-up.ts'

const figure = (within: Locator, measure: string) => within.locator(`[data-measure=${measure}]`).first()
const value = (within: Locator, measure: string) => figure(within, measure).getAttribute('data-value')

/** Sales by salesperson over a year: the CSV agrees with the page, and a figure leads to its records. */
export async function lookAtSales({ w, journey, sellers }: Day): Promise<void> {
  const { t } = w
  const [first = '', second = ''] = sellers
  const row = (name: string) => w.main.getByRole('row', { name })
  await journey('report sales by salesperson', async () => {
    await w.menu(t('reports.title'))
    await w.go(w.link(t('reports.sales')))
    await w.choose(w.field(t('reports.group_by')), t('reports.salesperson'))
    await w.go(w.button(t('reports.generate')))
  })
  await w.press(w.main.locator('summary').getByText(t('reports.preset_this_year'), { exact: true }))
  await w.go(w.link(t('reports.preset_last_12_months')))
  for (const [measure, sums] of [
    ['amount', ['14580000', '4860000']],
    ['quantity', ['3', '1']],
    ['orders', ['2', '1']],
  ] as const)
    expect(await Promise.all([value(row(first), measure), value(row(second), measure)])).toEqual(sums)
  const shown = await w.main
    .locator('tbody [data-measure=amount]')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))))
  const file = parse(await w.download(w.link('CSV')), { columns: true, bom: true }) as Record<string, string>[]
  expect(file.map((line) => Number(line[w.locale === 'en' ? 'amount' : t('reports.amount')]) * 100)).toEqual(shown)
  await w.go(figure(row(first), 'amount').getByRole('link'))
  expect(await value(w.main, 'amount')).toBe('14580000')
  expect(await w.main.getByRole('link', { name: /^SO-/ }).count()).toBe(2)
}

/** Receivables by customer: the figure of the overdue amount leads to the overdue order. */
export async function lookAtPayments({ w, journey, companies }: Day): Promise<void> {
  const { t } = w
  const [, late = '', ahead = ''] = companies
  const row = (name: string) => w.main.getByRole('row', { name })
  await journey('report receivables by customer', async () => {
    await w.menu(t('reports.title'))
    await w.go(w.link(t('reports.payments')))
    await w.choose(w.field(t('reports.group_by')), t('reports.customer'))
    await w.go(w.button(t('reports.generate')))
  })
  expect(await value(row(late), 'owed')).toBe('4000000')
  expect(await value(row(late), 'days_1_30')).toBe('4000000')
  expect(await value(row(ahead), 'not_due')).toBe('4860000')
  await w.go(figure(row(late), 'days_1_30').getByRole('link'))
  expect(await value(w.main, 'days_1_30')).toBe('4000000')
  const order = w.main.getByRole('link', { name: /^SO-/ })
  const number = (await order.textContent()) ?? ''
  await journey('open an overdue order', async () => {
    await w.go(figure(w.main, 'overdue').getByRole('link'))
    await w.go(w.link(number))
  })
  await w.hears(t('orders.overdue_days', { count: 20 }))
}

/** A salesperson's orders by product: filters the list, then analyses it. */
export async function analyseOrders({ w, journey, sellers }: Day): Promise<void> {
  const { t } = w
  const [first = ''] = sellers
  await journey('analyse orders', async () => {
    await w.menu(t('orders.title_page'))
    await w.press(w.main.locator('summary').getByText(t('orders.owner_id'), { exact: true }))
    await w.go(w.link(first))
    await w.go(w.link(t('orders.analyse')))
    await w.choose(w.field(t('reports.group_by')), t('reports.product'))
    await w.go(w.button(t('reports.generate')))
  })
  const row = w.main.getByRole('row', { name: '恒温恒湿箱' })
  expect(await value(row, 'quantity')).toBe('3')
  expect(await value(row, 'amount')).toBe('14580000')
}

/** The month of the team and of one salesperson, the records behind a figure, and the print view. */
export async function lookAtPerformance({ w, journey, sellers, code }: Day): Promise<void> {
  const { t } = w
  const [first = ''] = sellers
  const row = w.main.getByRole('row', { name: first })
  await journey('see the figures of a salesperson', async () => {
    await w.go(w.link(first, w.section(t('dashboard.team'))))
  })
  await journey('see the records of a figure', async () => {
    await w.go(figure(w.section(t('dashboard.team')).getByRole('row', { name: first }), 'amount').getByRole('link'))
  })
  await w.menu(t('performance.title'))
  expect(await value(row, 'amount')).toBe('9720000')
  expect(await value(row, 'amount_completion')).toBe('97.2')
  await printed(w, code)
  await w.go(w.link(first))
  expect(await value(w.main, 'amount_target')).toBe('10000000')
  expect(await value(w.main, 'collected')).toBe('10580000')
  await w.go(figure(w.main, 'amount').getByRole('link'))
  expect(await value(w.main, 'amount')).toBe('9720000')
  await w.main.getByRole('cell', { name: /HC-2418R/ }).waitFor()
  await printed(w, code)
}

/** The print view: the company's name, and pages in the PDF; then back to the normal page. */
async function printed(w: Day['w'], code: string): Promise<void> {
  await w.go(w.link(w.t('print')))
  await w.page.emulateMedia({ media: 'print' })
  await w.main.locator('.print-head').getByText(companyOf(code)).waitFor()
  const pdf = await w.page.pdf({ preferCSSPageSize: true })
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(0)
  await w.shot(`day-printed-${code}`)
  await w.page.emulateMedia({ media: null })
  await w.go(w.link(w.t('performance.close_print_view')))
}
