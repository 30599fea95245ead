/**
 * Where a piece of a view is: inside a tag, inside an attribute's value, inside an element whose white space is kept.
 */
interface Place {
  tag: string
  quoted: boolean
  verbatim: string
}

// The opening of a branch; other code; space next to a branch or before a tag's end; other space; markup characters.
const pieces =
  /(<%\s(?:(?!%>)[\s\S])*\{\s*%>)|<%[\s\S]*?%>|(\s+(?=>|<%\s)|(?<=\{\s*%>)\s+)|(\s+)|(<\/?(?:[a-z!][\w-]*|(?=<%))|[">])/gi

/**
 * Removes a view's line breaks and indentation before it is compiled. Inside a tag they become one space, elsewhere
 * nothing; a visible space must therefore be within a line. <pre> and <textarea> are kept unchanged.
 */
export function withoutIndentation(view: string): string {
  const place: Place = { tag: '', quoted: false, verbatim: '' }
  const { unsent, counted } = lineKeeper()
  return view.replace(pieces, (piece, branch, edge, blank, sign) => {
    if (sign) return pass(sign, place)
    // A branch between attributes adds the space itself: <a <% if (current) { %>aria-current="page"<% } %>>.
    if (!edge && !blank) return counted(piece) + (branch && isAmongAttributes(place) ? ' ' : '')
    const sent = spaceFor(piece, Boolean(edge), place)
    return sent === piece ? piece : unsent(piece) + sent
  })
}

/** What remains of white space: nothing next to a branch between attributes or before the tag's `>`. */
function spaceFor(space: string, atEdge: boolean, place: Place): string {
  if (atEdge && isAmongAttributes(place)) return ''
  if (place.verbatim || !space.includes('\n')) return space
  return place.tag === '' ? '' : ' '
}

const isAmongAttributes = ({ tag, quoted }: Place) => tag !== '' && !quoted

/**
 * Collects the removed line breaks and puts them in a comment before the next code, so that EJS reports the right line
 * in errors.
 */
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

/** Returns the character unchanged and updates `place` for what follows it. */
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
