/** An EJS view as the body of a TypeScript function, and a function that maps a position back to the view's line. */
export interface Translation {
  text: string
  lineOf(position: number): number
}

const tags = /<%%|<%([=#_-]?)([\s\S]*?)(?:[-_]?%>|$)/g

const frames: Record<string, readonly [before: string, after: string]> = {
  '': ['\n;', ''],
  _: ['\n;', ''],
  '=': ['\n;print(', '\n)'],
  '-': ['\n;raw(', '\n)'],
}

/** Keeps a view's code, turns its output tags into calls of print and raw, and drops text and comments. */
export function translate(ejs: string, head: string): Translation {
  const pieces: Piece[] = []
  let text = head
  for (const tag of ejs.matchAll(tags)) {
    const [, kind = '', code = ''] = tag
    const frame = frames[kind]
    if (tag[0] === '<%%' || !frame) continue
    text += frame[0]
    pieces.push({ at: text.length, from: tag.index + '<%'.length + kind.length })
    text += kind === '=' || kind === '-' ? code.replace(/;\s*$/, '') : code
    text += frame[1]
  }
  return { text: `${text}\n}\n`, lineOf: (position) => lineAt(ejs, origin(pieces, position)) }
}

/** The line number, from 1, of a position in a text. */
export const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length

interface Piece {
  at: number
  from: number
}

function origin(pieces: Piece[], position: number): number {
  const piece = pieces.findLast(({ at }) => at <= position)
  return piece ? piece.from + position - piece.at : 0
}
