// The colours of a chart, from the tokens of the page's theme; in forced colours the system's, with stripes.
const forced = matchMedia('(forced-colors: active)')

/** Colours of text, lines and each series, which a legend shows as well. */
export function chartColours(series) {
  const token = tokenReader()
  const [ink, line, sheet] = forced.matches
    ? ['CanvasText', 'GrayText', 'Canvas']
    : [token('--ink-2'), token('--line'), token('--sheet')]
  let parts = 0
  const colourOf = ({ part }, index) => {
    const number = part ? ++parts : index + 1
    if (forced.matches) return filled(stripes(number), ink)
    if (part) return filled(token(`--chart-${number}`), sheet)
    // The first bar is the figure itself, others are what it is compared with.
    return index === 0 ? filled(token('--accent'), sheet) : filled(sheet, token('--edge'))
  }
  return { ink, line, sheet, font: getComputedStyle(document.body).fontFamily, series: series.map(colourOf) }
}

const filled = (backgroundColor, borderColor) => ({
  ...{ backgroundColor, borderColor },
  ...{ hoverBackgroundColor: backgroundColor, hoverBorderColor: borderColor },
})

/** Resolves a token to rgb, which Chart.js can read. */
function tokenReader() {
  const style = getComputedStyle(document.documentElement)
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  return (name) => {
    pixel.fillStyle = style.getPropertyValue(name)
    pixel.fillRect(0, 0, 1, 1)
    const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data
    return `rgb(${red}, ${green}, ${blue})`
  }
}

/** A pattern of stripes, thinner for each series; the first is filled. */
function stripes(number) {
  const size = 2 + number * 2
  const tile = new OffscreenCanvas(size, size)
  const context = tile.getContext('2d')
  context.fillStyle = 'CanvasText'
  context.fillRect(0, 0, size, number === 1 ? size : 2)
  return context.createPattern(tile, 'repeat')
}
