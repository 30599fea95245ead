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
  // Loaded in advance, so that no character typed after the shortcut is lost.
  const palette = import('./command-palette.js').catch((error) => console.warn(error))
  const open = async () => {
    const loaded = await palette
    if (loaded) loaded.openPalette()
    else location.assign(link.href)
  }
  if (key) key.hidden = false
  document.addEventListener('keydown', (event) => {
    if (!isAsked(event)) return
    event.preventDefault()
    const own = ownField(link, event.key)
    own?.focus()
    own?.select()
    if (!own) void open()
  })
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || ownField(link, '')) return
    event.preventDefault()
    void open()
  })
}
