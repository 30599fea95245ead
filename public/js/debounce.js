// Runs a request shortly after typing stops and aborts the one before. Without it the form is submitted.
const pause = 150

/**
 * Calls `ask` with an AbortSignal, 150 ms after the last input. Returns `now`, which calls it at once, and `stop`,
 * which aborts.
 */
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
  // First of all: another listener may ask at once for what was submitted.
  input.form.addEventListener('submit', stop, { capture: true })
  addEventListener('pagehide', stop)
  return { now, stop }
}
