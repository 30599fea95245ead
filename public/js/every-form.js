// What every form does: it is sent once, by Ctrl+Enter too, and its draft is deleted once it was accepted. Without it the
// server recognises a second sending by its idempotency key, and there are no drafts.
/** Where sessionStorage has drafts, and the one that was sent from the page before. */
export const draftPrefix = 'draft:'
export const sentDraft = 'draft-sent'

const sent = new Set()

export default function everyForm(body) {
  settle()
  body.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (form.getAttribute('action') === '/logout') forgetDrafts()
    if (event.defaultPrevented || form.method !== 'post') return
    const button = submitter ?? form.querySelector('button:not([type="button"])')
    if (!button) return
    sent.add(button)
    // Disabled later: a disabled button's name and value would not be sent.
    setTimeout(() => {
      button.disabled = true
    })
  })
  body.addEventListener('keydown', (event) => {
    const { target: field } = event
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.defaultPrevented)
      return
    if (field.form?.method !== 'post') return
    event.preventDefault()
    field.form.requestSubmit()
  })
  addEventListener('pageshow', () => {
    for (const button of sent) button.disabled = false
    sent.clear()
  })
}

/** Called on the page after a submit: deletes the draft if the server redirected and the person is still signed in. */
export function settle() {
  const key = sessionStorage.getItem(sentDraft)
  if (key === null) return
  sessionStorage.removeItem(sentDraft)
  const [arrival] = performance.getEntriesByType('navigation')
  if (document.body.dataset.account && arrival?.redirectCount > 0) sessionStorage.removeItem(key)
}

/** Deletes all drafts of this tab, of every account, on sign-out. */
function forgetDrafts() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(draftPrefix) || key === sentDraft) sessionStorage.removeItem(key)
}
