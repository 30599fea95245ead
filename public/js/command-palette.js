// The search of everything over any page, walked by arrows; without it the link leads to the search page, which says the same.
import { Idiomorph } from '/vendor/idiomorph/idiomorph.esm.js'
import { whileTyping } from './debounce.js'
import { ownPage } from './trusted-types.js'

let made

/** Opens it, with what was asked last; asked again while it is open, leads back to its field. */
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

/** Puts what the search page answers in place; where that fails, goes there. */
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

/** Down and up through the links, from the field and back to it; any letter goes on being typed. */
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

/** Back to the field, behind what is typed. */
function goOn(input) {
  input.focus()
  input.setSelectionRange(input.value.length, input.value.length)
}
