// Searches a list while one types; without it Enter sends the form.
import { swapRegions } from './regions.js'
import { ownPage } from './trusted.js'

const pause = 150

/** The form's address as it stands, without what is empty. */
function addressOf(form) {
  const asked = [...new FormData(form)].filter(([, value]) => value !== '')
  const query = new URLSearchParams(asked).toString()
  return form.getAttribute('action') + (query && `?${query}`)
}

/** Only words that change are read out. */
function say(page) {
  const status = document.querySelector('#list-status')
  const said = page.querySelector('#list-status')?.textContent.trim()
  if (status && said && status.textContent.trim() !== said) status.textContent = said
}

export default function searchAsYouType(input) {
  const { form } = input
  let timer
  let asked = new AbortController()

  const stop = () => {
    clearTimeout(timer)
    asked.abort()
    asked = new AbortController()
  }

  const search = async () => {
    stop()
    const { signal } = asked
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
  }

  const soon = () => {
    stop()
    timer = setTimeout(search, pause)
  }

  input.addEventListener('input', (event) => event.isComposing || soon())
  input.addEventListener('compositionend', soon)
  input.addEventListener('compositionstart', stop)
  form.addEventListener('submit', stop)
  addEventListener('pagehide', stop)
}
