// Reads a chart's figures from its table: exact values, and the links to their records.
const mostRows = 24
const mostParts = 7

/** Labels, and series with a figure for each label: a table's value, null where it has none, and its link. */
export function readChartData(section, table) {
  const { unit, digits, crossed, columns, others } = section.dataset
  const scale = unit === 'money' ? 10 ** Number(digits) : 1
  const periods = 'periods' in section.dataset
  const series = JSON.parse(section.dataset.series)
  const { labels, found } = columns
    ? readTotals(table, columns.split(' '), series)
    : readRows(table, series, { crossed, periods, others })
  return {
    ...{ unit, digits: Number(digits), periods, labels },
    series: found.map((one) => ({
      ...one,
      values: one.figures.map((figure) => (figure ? Number(figure.value) / scale : null)),
    })),
  }
}

/** The total row's cells of these measures, labelled by their columns. */
function readTotals(table, measures, [{ label }]) {
  const cells = measures.map((measure) => table.tFoot.querySelector(`[data-measure=${measure}]`))
  const heads = [...table.tHead.rows[0].cells]
  const fromEnd = (cell) => heads.length - (cell.parentElement.cells.length - cell.cellIndex)
  return { labels: cells.map((cell) => text(heads[fromEnd(cell)])), found: [{ label, figures: cells.map(figure) }] }
}

/** A label for each row; a series for each cell that is asked for, and for each column of a cross table. */
function readRows(table, series, { crossed, periods, others }) {
  const all = [...table.tBodies[0].rows].filter((row) => row.dataset.key !== undefined && !row.dataset.thenKey)
  // Time runs from left to right, even if a table begins with the newest period.
  const isNewestFirst = periods && all[0]?.dataset.key > all.at(-1)?.dataset.key
  const rows = isNewestFirst ? all.reverse() : periods ? all : all.slice(0, mostRows)
  const asked = series.map(({ label, cell }) => ({
    label,
    figures: rows.map((row) => figure(row.querySelector(cell))),
  }))
  return {
    labels: rows.map((row) => text(row.querySelector('th'))),
    found: crossed ? [...partsOf(table, rows, crossed, others), ...asked] : asked,
  }
}

/** The greatest columns of a cross table, in their order, and what is left of each row's total. */
function partsOf(table, rows, measure, others) {
  const heads = [...(rows[0]?.querySelectorAll('[data-column]') ?? [])].map(({ cellIndex }) => cellIndex)
  const columns = heads.map((index) => ({
    label: text(table.tHead.rows[0].cells[index]),
    part: true,
    figures: rows.map(({ cells }) => figure(cells[index])),
  }))
  if (columns.length <= mostParts) return columns
  const sum = (values) => values.reduce((total, value) => total + Number(value ?? 0) * 1000, 0) / 1000
  const size = ({ figures }) => sum(figures.map((one) => one?.value))
  const greatest = new Set(columns.toSorted((a, b) => size(b) - size(a)).slice(0, mostParts))
  const shown = columns.filter((column) => greatest.has(column))
  const rest = rows.map((row, index) => {
    const total = row.querySelector(`[data-measure=${measure}]:not([data-then-key])`)?.dataset.value
    return total === undefined
      ? null
      : { value: String(sum([total, ...shown.map((one) => -(one.figures[index]?.value ?? 0))])) }
  })
  return [...shown, { label: others, part: true, figures: rest }]
}

const figure = (cell) =>
  cell?.dataset.value === undefined ? null : { value: cell.dataset.value, href: cell.querySelector('a')?.href }

/** A cell's first line of text. */
function text(cell) {
  const copy = cell.cloneNode(true)
  for (const extra of copy.querySelectorAll('.note, .only-phone, .avatar, .left')) extra.remove()
  return copy.textContent.trim().replace(/\s+/g, ' ')
}
