// Distributes cells pasted from a spreadsheet over the fields to the right and below. Without it each field is typed.
/** The clipboard as rows of cells; undefined for a single cell, which the browser pastes itself. */
function cellsOf(text) {
  const rows = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => row.split('\t'))
  return rows.length > 1 || rows[0].length > 1 ? rows : undefined
}

export default function pasteGrid(frame) {
  for (const hint of document.querySelectorAll('.paste-hint')) hint.hidden = false
  frame.addEventListener('paste', (event) => {
    const cells = cellsOf(event.clipboardData?.getData('text/plain') ?? '')
    if (!cells || !event.target.matches('input')) return
    event.preventDefault()
    const rows = [...frame.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('input')])
    const top = rows.findIndex((row) => row.includes(event.target))
    const left = rows[top].indexOf(event.target)
    for (const [down, row] of cells.entries())
      for (const [across, text] of row.entries()) {
        const field = rows[top + down]?.[left + across]
        if (!field) continue
        field.value = text.trim()
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
  })
}
