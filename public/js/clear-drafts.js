// Forgets all drafts when one signs out; without it there are no drafts.
import { forgetAll } from './draft-storage.js'

export default function forgetDrafts(form) {
  form.addEventListener('submit', forgetAll)
}
