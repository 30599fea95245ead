// Keeps drafts of forms while the tab lives; without it what was typed is only in the page.
const mark = 'draft-sent'
const prefix = 'draft:'

/** What was typed, field by field; the tokens of the form and secrets are none of it. */
export const typedIn = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_'))

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** The draft of this form, of this account, in this tab. */
export function draftOf(form) {
  const key = `${prefix}${document.body.dataset.account}:${form.getAttribute('action')}`
  return {
    read: () => JSON.parse(sessionStorage.getItem(key)),
    forget: () => sessionStorage.removeItem(key),
    write: (typed) => sessionStorage.setItem(key, JSON.stringify(typed)),
    sent: () => sessionStorage.setItem(mark, key),
  }
}

/** On the page that follows a submit: the draft has served where the act led on, as the signed-in person; else it stays. */
export function settle() {
  const key = sessionStorage.getItem(mark)
  if (key === null) return
  sessionStorage.removeItem(mark)
  const [arrival] = performance.getEntriesByType('navigation')
  if (document.body.dataset.account && arrival?.redirectCount > 0) sessionStorage.removeItem(key)
}

/** Forgets every draft of the tab, whoever typed it. */
export function forgetAll() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) || key === mark) sessionStorage.removeItem(key)
}
