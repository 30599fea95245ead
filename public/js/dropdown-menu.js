// Closes a menu on an outside click or Escape; arrow keys move through it. Without it the summary opens and closes it.
const opened = () => document.querySelectorAll('details.menu[open]')
const doors = 'a[href], button:not(:disabled), input[type="checkbox"]'

function closeAllBut(kept) {
  for (const menu of opened()) if (!menu.contains(kept)) menu.open = false
}

document.addEventListener('click', ({ target }) => closeAllBut(target))

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing) return
  for (const menu of opened()) {
    menu.open = false
    menu.querySelector('summary').focus()
  }
})

/** The index of the item that a key moves to, or undefined. */
function next(key, at, count) {
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

function walk(event) {
  const menu = event.currentTarget
  if (event.target.matches('input:not([type="checkbox"]), select, textarea')) return
  const onSummary = event.target.matches('summary')
  if (onSummary && !menu.open && !event.key.startsWith('Arrow')) return
  const items = [...menu.querySelectorAll(doors)]
  const to = next(event.key, items.indexOf(event.target), items.length)
  if (to === undefined || items.length === 0) return
  event.preventDefault()
  menu.open = true
  items[to].focus()
}

export default function menu(element) {
  element.addEventListener('keydown', walk)
  element.addEventListener('toggle', () => element.open && closeAllBut(element))
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !element.contains(relatedTarget)) element.open = false
  })
}
