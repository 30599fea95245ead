// Asks a moment after one has stopped typing, and gives the earlier question up for the later; without it the form is sent.
const pause = 150

/** Calls `ask` with the signal that ends it; what it returns asks at once, `stop` asks nothing more. */
export function whileTyping(input, ask) {
  let timer
  let asked = new AbortController()

  const stop = () => {
    clearTimeout(timer)
    asked.abort()
    asked = new AbortController()
  }

  const now = () => {
    stop()
    return ask(asked.signal)
  }

  const soon = () => {
    stop()
    timer = setTimeout(now, pause)
  }

  input.addEventListener('input', (event) => event.isComposing || soon())
  input.addEventListener('compositionend', soon)
  input.addEventListener('compositionstart', stop)
  input.form.addEventListener('submit', stop)
  addEventListener('pagehide', stop)
  return { now, stop }
}
