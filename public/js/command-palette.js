// The global search as a dialog over any page, with arrow keys. Without it the link opens the search page.
import { Idiomorph } from '../vendor/idiomorph.js'
import { whileTyping } from './debounce.js'
import { ownPage } from './fetch-page.js'

let made

/** Opens the dialog with the last query; if it is open, focuses its field. */
export function openPalette() {
  made ??= make()
  const { dialog, input, typing } = made
  if (!dialog.open) {
    dialog.showModal()
    void typing.now()
  }
  input.focus()
  input.select()
}

function make() {
  const dialog = document.querySelector('#palette').content.querySelector('dialog').cloneNode(true)
  const input = dialog.querySelector('input')
  document.body.append(dialog)
  const typing = whileTyping(input, (signal) => show(dialog, input.form, signal))
  const close = () => dialog.close()
  dialog.addEventListener('keydown', (event) => walk(event, dialog, input))
  dialog.addEventListener('click', ({ target }) => target === dialog && close())
  dialog.addEventListener('close', typing.stop)
  dialog.querySelector('form button').addEventListener('click', close)
  addEventListener('pagehide', close)
  return { dialog, input, typing }
}

/** Shows the results of the search page; if fetching them fails, opens the page. */
async function show(dialog, form, signal) {
  const address = `${form.getAttribute('action')}?${new URLSearchParams(new FormData(form))}`
  try {
    const page = await ownPage(address, signal)
    if (signal.aborted) return
    const fresh = [...page.querySelector('#search-results').childNodes]
    Idiomorph.morph(dialog.querySelector('.found'), fresh, { morphStyle: 'innerHTML' })
    dialog.querySelector('[role=status]').textContent = page.querySelector('#list-status').textContent
  } catch (error) {
    if (signal.aborted) return
    console.warn(error)
    location.assign(address)
  }
}

/** Arrow keys move through the links and back to the field; typing continues in the field. */
function walk(event, dialog, input) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
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
