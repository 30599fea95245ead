// Deletes a form's draft after the form was accepted. Without it there are no drafts.
import { settle } from './draft-storage.js'

export default settle
