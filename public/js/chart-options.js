// Axes, exact figures at the pointer, and links of a chart.
const mostLetters = 14

export function chartOptions(data, { ink, line, sheet, font }) {
  const compact = new Intl.NumberFormat(document.documentElement.lang, {
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  const [names, amounts] = data.periods ? ['x', 'y'] : ['y', 'x']
  const ticks = { color: ink, font: { family: font, size: 14 } }
  return {
    ...{ indexAxis: names, responsive: true, maintainAspectRatio: false, animation: false },
    // Sharp on paper too.
    devicePixelRatio: Math.max(2, devicePixelRatio),
    interaction: { mode: 'index', axis: names, intersect: false },
    scales: {
      [names]: {
        // Bars of one stack lie on one another, others beside.
        stacked: true,
        grid: { display: false },
        border: { color: ink },
        ticks: {
          ...ticks,
          callback: (index) => shortened(data.labels[index]),
          ...{ maxRotation: 0, autoSkip: data.periods, autoSkipPadding: 12 },
        },
      },
      [amounts]: {
        stacked: true,
        beginAtZero: true,
        grid: { color: line },
        border: { display: false },
        ticks: { ...ticks, callback: (value) => compact.format(value), maxTicksLimit: 6 },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        ...{ backgroundColor: sheet, titleColor: ink, bodyColor: ink, borderColor: ink, borderWidth: 1 },
        ...{ titleFont: ticks.font, bodyFont: ticks.font, boxPadding: 4, cornerRadius: 2 },
        filter: ({ raw }) => raw !== null,
        callbacks: { label: (item) => exactText(data, item) },
      },
    },
    onHover: ({ native }, _, chart) => {
      chart.canvas.style.cursor = linkAt(native, chart, data) ? 'pointer' : ''
    },
    onClick: ({ native }, _, chart) => {
      const link = linkAt(native, chart, data)
      // Where nothing can hover, the first tap shows the figures and a second one opens them.
      const isFirstTap = matchMedia('(hover: none)').matches && chart.tapped !== link
      chart.tapped = link
      if (link && !isFirstTap) location.assign(link)
    },
  }
}

/** The link of the bar at the pointer. */
function linkAt(event, chart, { series }) {
  const [bar] = chart.getElementsAtEventForMode(event, 'nearest', { intersect: true }, false)
  return bar && series[bar.datasetIndex].figures[bar.index]?.href
}

/** A figure to the last digit: from the table's own value, never from the bar's length. */
function exactText({ unit, digits, series }, { datasetIndex, dataIndex }) {
  const { label, figures: values } = series[datasetIndex]
  const value = values[dataIndex]?.value ?? ''
  const places = unit === 'money' ? digits : 0
  const negative = value.startsWith('-') ? '-' : ''
  const figures = value.replace('-', '').padStart(places + 1, '0')
  const decimal = places > 0 ? `${figures.slice(0, -places)}.${figures.slice(-places)}` : figures
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: places,
    maximumFractionDigits: 3,
  })
  return `${label}: ${format.format(`${negative}${decimal}`)}`
}

const shortened = (label) => (label.length > mostLetters ? `${label.slice(0, mostLetters - 1)}…` : label)
