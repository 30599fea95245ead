// Lets a form that changes something be sent once; without it the server recognises the second by its key.
const sent = new Set()

export default function guard(body) {
  body.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || form.method !== 'post') return
    const button = submitter ?? form.querySelector('button:not([type="button"])')
    if (!button) return
    sent.add(button)
    // Now it still counts as pressed: its name and value go with the form.
    setTimeout(() => {
      button.disabled = true
    })
  })
  addEventListener('pageshow', () => {
    for (const button of sent) button.disabled = false
    sent.clear()
  })
}
