// Stores form drafts in sessionStorage. Without it typed values exist only in the page.
import { draftPrefix, sentDraft } from './every-form.js'

/** The form's text fields as [name, value]; names beginning with '_' (tokens) are left out. */
export const typedIn = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_'))

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** The draft of this form and account in this tab. */
export function draftOf(form) {
  const key = `${draftPrefix}${document.body.dataset.account}:${form.getAttribute('action')}`
  return {
    read: () => JSON.parse(sessionStorage.getItem(key)),
    forget: () => sessionStorage.removeItem(key),
    write: (typed) => sessionStorage.setItem(key, JSON.stringify(typed)),
    sent: () => sessionStorage.setItem(sentDraft, key),
  }
}
