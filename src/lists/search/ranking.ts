/** A record that was found; the smaller its rank, the nearer to what was meant. */
export const ranks = { exact: 0, nameBegins: 1, name: 2, companyBegins: 3, company: 4, elsewhere: 5 } as const

/**
 * How near a record is to what was looked for: its name (the first line of its search text) begins with it or holds it,
 * then its company's (the second line), then anything else it is found by, such as a rarer reading of a character. Of
 * several terms the best counts.
 */
export function rankOf(search_text: string, terms: string[]): number {
  const [name = '', company = ''] = search_text.split('\n', 2)
  return Math.min(
    ...terms.map((term) => {
      if (begins(name, term)) return ranks.nameBegins
      if (name.includes(term)) return ranks.name
      if (begins(company, term)) return ranks.companyBegins
      return company.includes(term) ? ranks.company : ranks.elsewhere
    }),
  )
}

/** Whether a line begins with a term, or its usual reading or initials do, which stand in it after tabs. */
const begins = (line: string, term: string): boolean => line.startsWith(term) || line.includes(`\t${term}`)
