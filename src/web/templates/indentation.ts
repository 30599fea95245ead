/** Where a piece of a view stands: within a tag, in the value of an attribute, in an element that is sent as written. */
interface Place {
  tag: string
  quoted: boolean
  verbatim: string
}

// The beginning of a branch; other code; space at a branch or at the end of a tag; other space; signs of markup.
const pieces =
  /(<%\s(?:(?!%>)[\s\S])*\{\s*%>)|<%[\s\S]*?%>|(\s+(?=>|<%\s)|(?<=\{\s*%>)\s+)|(\s+)|(<\/?(?:[a-z!][\w-]*|(?=<%))|[">])/gi

/**
 * A view as it is compiled: its line breaks and indentation are for its reader. Within a tag they are sent as a space,
 * elsewhere not at all, so that a space that is to be seen stands within a line; <pre> and <textarea> stay as written.
 */
export function withoutIndentation(view: string): string {
  const place: Place = { tag: '', quoted: false, verbatim: '' }
  const { unsent, counted } = lineKeeper()
  return view.replace(pieces, (piece, branch, edge, blank, sign) => {
    if (sign) return pass(sign, place)
    // A branch of attributes brings its space along: <a <% if (current) { %>aria-current="page"<% } %>>.
    if (!edge && !blank) return counted(piece) + (branch && isAmongAttributes(place) ? ' ' : '')
    const sent = spaceFor(piece, Boolean(edge), place)
    return sent === piece ? piece : unsent(piece) + sent
  })
}

/** What is sent of space; none of it at the edge of attributes: before `>`, and on either side of a branch. */
function spaceFor(space: string, atEdge: boolean, place: Place): string {
  if (atEdge && isAmongAttributes(place)) return ''
  if (place.verbatim || !space.includes('\n')) return space
  return place.tag === '' ? '' : ' '
}

const isAmongAttributes = ({ tag, quoted }: Place) => tag !== '' && !quoted

/** Keeps the breaks that are not sent, and says them in a comment before the next code: EJS counts lines for its errors. */
function lineKeeper() {
  let breaks = ''
  const unsent = (space: string) => {
    breaks += space.replace(/[^\n]/g, '')
    return ''
  }
  const counted = (code: string) => {
    const comment = breaks && `<%#${breaks}%>`
    breaks = ''
    return comment + code
  }
  return { unsent, counted }
}

/** The sign as it is, once it is noted where what follows it stands. */
function pass(sign: string, place: Place): string {
  if (sign === '"') place.quoted = place.tag !== '' && !place.quoted
  else if (sign !== '>') place.tag ||= sign.toLowerCase()
  else if (!place.quoted) {
    if (place.verbatim === place.tag.replace('/', '')) place.verbatim = ''
    if (place.tag === '<pre' || place.tag === '<textarea') place.verbatim = place.tag
    place.tag = ''
  }
  return sign
}
