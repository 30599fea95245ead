// Draws a chart's canvas, again whenever the theme, the legend or the paper asks for it. Only draw-chart.js loads it.
import { chartColours } from './chart-colours.js'
import { showLegend } from './chart-legend.js'
import { chartOptions } from './chart-options.js'

export function startChart(section, data) {
  const canvas = section.querySelector('canvas')
  const choice = { hidden: new Set(), stacked: true }
  let chart

  function draw() {
    chart?.destroy()
    const colours = chartColours(data.series)
    // Names stand below each other: each needs a line.
    if (!data.periods)
      canvas.parentElement.style.blockSize = `${Math.max(9, data.labels.length * (data.series.length > 1 ? 2.2 : 1.6) + 3)}rem`
    chart = new globalThis.Chart(canvas, {
      type: 'bar',
      data: {
        labels: data.labels,
        datasets: data.series.map((series, index) => ({
          ...colours.series[index],
          label: series.label,
          data: series.values,
          hidden: choice.hidden.has(series.label),
          borderWidth: 1,
          maxBarThickness: 48,
          stack: series.part && choice.stacked ? 'parts' : series.label,
        })),
      },
      options: chartOptions(data, colours),
    })
    showLegend(section.querySelector('.legend'), data.series, colours, choice, draw)
  }

  draw()
  const side = section.querySelector('[data-side-by-side]')
  side?.addEventListener('click', () => {
    choice.stacked = !choice.stacked
    side.setAttribute('aria-pressed', String(!choice.stacked))
    draw()
  })
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', draw)
  // Paper is white, whatever the screen is.
  const dark = document.querySelector('link[href*="/dark.css"]')
  const onPaper = (isPrinting) => {
    if (dark) dark.disabled = isPrinting
    draw()
  }
  addEventListener('beforeprint', () => onPaper(true))
  addEventListener('afterprint', () => onPaper(false))
}
