// The global search as a dialog over any page, with arrow keys. Without it the link opens the search page.
import { Idiomorph } from '../vendor/idiomorph.js'
import { whileTyping } from './debounce.js'
import { ownPage } from './fetch-page.js'

/** Shows results while somebody types in the dialog's field. Returns what Enter in the field does. */
export default function palette(dialog) {
  const input = dialog.querySelector('input')
  const typing = whileTyping(input, (signal) => show(dialog, input.form, signal))
  const close = () => dialog.close()
  dialog.addEventListener('keydown', (event) => walk(event, dialog, input))
  dialog.addEventListener('click', ({ target }) => target === dialog && close())
  dialog.addEventListener('close', typing.stop)
  dialog.querySelector('form button').addEventListener('click', close)
  addEventListener('pagehide', close)
  void typing.now()
  return () => openFirst(dialog, input.form, typing)
}

/** Enter opens the first result for what is in the field now; if there is none, the page that says so. */
async function openFirst(dialog, form, typing) {
  if (form.q.value.trim() === '') return location.assign(searchUrl(form))
  const isShown = await typing.now()
  if (isShown) location.assign(dialog.querySelector('.hit-group a')?.href ?? searchUrl(form))
}

const searchUrl = (form) => `${form.getAttribute('action')}?${new URLSearchParams(new FormData(form))}`

/** Shows the results of the search page and returns true; if fetching them fails, opens the page. */
async function show(dialog, form, signal) {
  const address = searchUrl(form)
  try {
    const page = await ownPage(address, signal)
    if (signal.aborted) return
    const fresh = [...page.querySelector('#search-results').childNodes]
    Idiomorph.morph(dialog.querySelector('.found'), fresh, { morphStyle: 'innerHTML' })
    dialog.querySelector('[role=status]').textContent = page.querySelector('#list-status').textContent
    return true
  } catch (error) {
    if (signal.aborted) return
    console.warn(error)
    location.assign(address)
  }
}

/** Arrow keys move through the links and back to the field; typing continues in the field. */
function walk(event, dialog, input) {
  if (event.isComposing || event.altKey) return
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return location.assign(searchUrl(input.form))
  if (event.ctrlKey || event.metaKey) return
  const links = [...dialog.querySelectorAll('.found a')]
  const at = links.indexOf(document.activeElement)
  if (event.key === 'ArrowDown') (links[at + 1] ?? links.at(-1))?.focus()
  else if (event.key === 'ArrowUp' && at > 0) links[at - 1].focus()
  else if (event.key === 'ArrowUp') goOn(input)
  else {
    if (at >= 0 && (event.key.length === 1 || event.key === 'Backspace')) goOn(input)
    return
  }
  event.preventDefault()
}

/** Focuses the field with the caret at the end. */
function goOn(input) {
  input.focus()
  input.setSelectionRange(input.value.length, input.value.length)
}
