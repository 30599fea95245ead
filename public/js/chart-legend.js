// The legend of a chart: buttons that show and hide a series, for the keyboard too.

/** Fills the legend once; `choice.hidden` holds the labels of hidden series. */
export function showLegend(legend, series, colours, choice, draw) {
  for (const old of legend.querySelectorAll('[data-series]')) if (!series[old.dataset.series]) old.remove()
  series.forEach(({ label }, index) => {
    const key = legend.querySelector(`[data-series="${index}"]`) ?? addKey(legend, index, label, series.length > 1)
    const swatch = key.querySelector('canvas').getContext('2d')
    const { backgroundColor, borderColor } = colours.series[index]
    swatch.fillStyle = backgroundColor
    swatch.fillRect(0, 0, 14, 14)
    swatch.strokeStyle = borderColor
    swatch.strokeRect(0.5, 0.5, 13, 13)
    if (key.localName !== 'button') return
    key.setAttribute('aria-pressed', String(!choice.hidden.has(label)))
    key.onclick = () => {
      if (!choice.hidden.delete(label)) choice.hidden.add(label)
      draw()
    }
  })
}

function addKey(legend, index, label, canBeHidden) {
  const key = document.createElement(canBeHidden ? 'button' : 'span')
  if (canBeHidden) key.type = 'button'
  key.className = 'key'
  key.dataset.series = String(index)
  const swatch = document.createElement('canvas')
  swatch.width = swatch.height = 14
  key.append(swatch, label)
  legend.append(key)
  return key
}
