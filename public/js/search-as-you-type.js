// Searches a list while typing. Without it Enter submits the form.

import { whileTyping } from './debounce.js'
import { ownPage } from './fetch-page.js'
import { swapRegions } from './replace-regions.js'

/** The form's URL with its current values, without empty ones. */
function addressOf(form) {
  const asked = [...new FormData(form)].filter(([, value]) => value !== '')
  const query = new URLSearchParams(asked).toString()
  return form.getAttribute('action') + (query && `?${query}`)
}

/** Updates the status only if its text changes, so that screen readers announce it once. */
function say(page) {
  const status = document.querySelector('#list-status')
  const said = page.querySelector('#list-status')?.textContent.trim()
  if (status && said && status.textContent.trim() !== said) status.textContent = said
}

export default function searchAsYouType(input) {
  const { form } = input
  whileTyping(input, async (signal) => {
    const address = addressOf(form)
    try {
      const page = await ownPage(address, signal)
      if (signal.aborted) return
      swapRegions(page)
      history.replaceState(history.state, '', address)
      say(page)
    } catch (error) {
      if (signal.aborted) return
      console.warn(error)
      form.requestSubmit()
    }
  })
}
