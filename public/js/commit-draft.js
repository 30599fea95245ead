// Forgets the draft of a form that was sent and taken; without it there are no drafts.
import { settle } from './draft-storage.js'

export default settle
