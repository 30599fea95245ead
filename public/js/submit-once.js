// Prevents sending a form twice. Without it the server recognises the second by its idempotency key.
const sent = new Set()

export default function guard(body) {
  body.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || form.method !== 'post') return
    const button = submitter ?? form.querySelector('button:not([type="button"])')
    if (!button) return
    sent.add(button)
    // Disabled later: a disabled button's name and value would not be sent.
    setTimeout(() => {
      button.disabled = true
    })
  })
  addEventListener('pageshow', () => {
    for (const button of sent) button.disabled = false
    sent.clear()
  })
}
