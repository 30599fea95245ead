/** Where a page stands among all, and the ways to the others. */
export interface Pages {
  total: number
  /** The count stopped there: there are more. */
  more: boolean
  page: number
  pages: number
  from: number
  to: number
  links: { previous: string | null; next: string | null; first: string }
  numbers: { number: number; href: string }[]
}

interface Shown {
  /** The number of the page, from 1, and how many rows it has and may have. */
  page: number
  rows: number
  size: number
  total: number
  more: boolean
  /** Pages beyond the total can be opened: not of a search, which ends there. */
  goesOn?: boolean
}

/** The pages around one; `at` says the address of each. */
export function pagesAround(
  { page, rows, size, total, more, goesOn = more }: Shown,
  at: (number: number) => string,
): Pages {
  const pages = Math.max(1, Math.ceil(total / size))
  const from = rows > 0 ? (page - 1) * size + 1 : 0
  return {
    total,
    more,
    page,
    pages,
    from,
    to: from === 0 ? 0 : from + rows - 1,
    links: {
      previous: page > 1 ? at(goesOn ? page - 1 : Math.min(page - 1, pages)) : null,
      next: rows === size && (goesOn || page < pages) ? at(page + 1) : null,
      first: at(1),
    },
    numbers: around(page, pages).map((number) => ({ number, href: at(number) })),
  }
}

/** First, last and those around. */
function around(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  return [...new Set(wanted)].toSorted((a, b) => a - b)
}
