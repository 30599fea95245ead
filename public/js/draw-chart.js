// Draws a chart of a table on the same page with Chart.js. Without it the table says the same, with bars in its cells.
import { readChartData } from './chart-data.js'

export default function drawChart(section) {
  const table = document.getElementById(section.dataset.table)
  const data = readChartData(section, table)
  if (data.series.every(({ values }) => values.every((value) => !value))) return
  section.hidden = false
  table.classList.add('drawn')
  // Chart.js is larger than all other scripts together, so it is loaded when a chart comes into view.
  const observer = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting) return
    observer.disconnect()
    const [{ startChart }] = await Promise.all([import('./chart-canvas.js'), import('../vendor/chart.js')])
    startChart(section, data)
  })
  observer.observe(section)
}
