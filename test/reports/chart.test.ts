import { expect, test } from 'vitest'
import { chartOf } from '../../src/reports/engine/chart.ts'

const labelsOf = (names: string[]) =>
  chartOf({ unit: 'count', groups: names.map((label) => ({ label, now: 1, before: null })) }, 'zh-CN')?.labels.map(
    ({ label }) => label,
  ) ?? []

const months = Array.from({ length: 23 }, (_, month) => `${2025 + Math.floor(month / 12)}年${(month % 12) + 1}月`)

test('labels of many months are thinned out, but complete and at their months', () => {
  const labels = labelsOf(months)
  expect(labels.length).toBeGreaterThan(5)
  expect(labels.filter((label) => !months.includes(label))).toEqual([])
})

test('names are shortened to fit but stay different', () => {
  const names = Array.from({ length: 20 }, (_, index) => `${index}号恒岳精密机械`)
  const labels = labelsOf(names)
  expect(labels).toHaveLength(20)
  expect(new Set(labels).size).toBe(20)
  expect(labels[0]).toContain('…')
})

test('the last label is complete and within the chart, even if it is wider than its bar', () => {
  const groups = Array.from({ length: 21 }, (_, index) => ({
    label: `${String.fromCodePoint(0x4e00 + index)}号电热鼓风干燥箱`,
    now: 1,
    before: null,
  }))
  const chart = chartOf({ unit: 'count', groups }, 'zh-CN')
  expect(chart?.labels.length).toBeGreaterThan(2)
  for (const { x, label } of chart?.labels ?? [])
    expect(Number(x) + [...label].length * 8).toBeLessThanOrEqual(chart?.width ?? 0)
})
