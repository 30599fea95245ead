// Stores form drafts in sessionStorage. Without it typed values exist only in the page.
const mark = 'draft-sent'
const prefix = 'draft:'

/** The form's text fields as [name, value]; names beginning with '_' (tokens) are left out. */
export const typedIn = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_'))

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** The draft of this form and account in this tab. */
export function draftOf(form) {
  const key = `${prefix}${document.body.dataset.account}:${form.getAttribute('action')}`
  return {
    read: () => JSON.parse(sessionStorage.getItem(key)),
    forget: () => sessionStorage.removeItem(key),
    write: (typed) => sessionStorage.setItem(key, JSON.stringify(typed)),
    sent: () => sessionStorage.setItem(mark, key),
  }
}

/** Called on the page after a submit: deletes the draft if the server redirected and the person is still signed in. */
export function settle() {
  const key = sessionStorage.getItem(mark)
  if (key === null) return
  sessionStorage.removeItem(mark)
  const [arrival] = performance.getEntriesByType('navigation')
  if (document.body.dataset.account && arrival?.redirectCount > 0) sessionStorage.removeItem(key)
}

/** Deletes all drafts of this tab, of every account. */
export function forgetAll() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) || key === mark) sessionStorage.removeItem(key)
}
