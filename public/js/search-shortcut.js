// '/' focuses the list's search or opens the global search, as Ctrl+K does. Without it people click the link.
const field = 'input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]'

function isAsked(event) {
  if (event.isComposing || event.altKey || event.defaultPrevented) return false
  const command = event.ctrlKey || event.metaKey
  if (event.key.toLowerCase() === 'k') return command && !event.shiftKey
  return event.key === '/' && !command && !event.target.matches(field)
}

/** The page's search field if the key applies to it: '/' on a list, both keys on the search page. */
function ownField(link, key) {
  const own = document.querySelector('[data-behaviour~="search-as-you-type"]')
  const isEverything = own?.form.getAttribute('action') === link.getAttribute('href')
  return (key === '/' || isEverything) && !document.querySelector('dialog[open]') ? own : null
}

export default function quickSearch(link) {
  link.setAttribute('aria-keyshortcuts', '/ Control+K Meta+K')
  const key = link.querySelector('kbd')
  let dialog
  const open = () => {
    dialog ??= addPalette()
    const input = dialog.querySelector('input')
    if (!dialog.open) {
      dialog.showModal()
      input.dispatchEvent(new Event('input'))
    }
    input.focus()
    input.select()
  }
  if (key) key.hidden = false
  document.addEventListener('keydown', (event) => {
    if (!isAsked(event)) return
    event.preventDefault()
    const own = ownField(link, event.key)
    own?.focus()
    own?.select()
    if (!own) open()
  })
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || ownField(link, '')) return
    event.preventDefault()
    open()
  })
}

/** The dialog is there at once, so that no character is lost; its script is loaded now. Without it Enter sends the form. */
function addPalette() {
  const dialog = document.querySelector('#palette').content.querySelector('dialog').cloneNode(true)
  document.body.append(dialog)
  const script = import('./command-palette.js').then(
    ({ default: start }) => start(dialog),
    (error) => console.warn(error),
  )
  const form = dialog.querySelector('form')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const openFirst = await script
    if (openFirst) openFirst()
    else form.submit()
  })
  return dialog
}
