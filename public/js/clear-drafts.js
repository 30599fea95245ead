// Deletes all form drafts on sign-out. Without it there are no drafts.
import { forgetAll } from './draft-storage.js'

export default function forgetDrafts(form) {
  form.addEventListener('submit', forgetAll)
}
