// '/' and Ctrl+K lead to the search of the list, or to the search page; without it the link and the field are clicked.
const field = 'input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]'

function isAsked(event) {
  if (event.isComposing || event.altKey || event.defaultPrevented) return false
  const command = event.ctrlKey || event.metaKey
  if (event.key.toLowerCase() === 'k') return command && !event.shiftKey
  return event.key === '/' && !command && !event.target.matches(field)
}

export default function quickSearch(link) {
  link.setAttribute('aria-keyshortcuts', '/ Control+K Meta+K')
  const key = link.querySelector('kbd')
  if (key) key.hidden = false
  document.addEventListener('keydown', (event) => {
    if (!isAsked(event)) return
    event.preventDefault()
    const own = document.querySelector('[data-behaviour~="search-as-you-type"]')
    if (!own) location.assign(link.href)
    own?.focus()
    own?.select()
  })
}
