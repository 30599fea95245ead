import { mayEver } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { customerPrefillFromSearch } from '../customers/duplicates/prefill-from-search.ts'
import type { Finder } from '../lists/search/global-search.ts'
import { type Answer, page } from '../web/responses.ts'
import { type MenuTarget, matchingMenuEntries } from './menu-matches.ts'
import type { SearchGroup } from './view-props.ts'

const perGroup = 6

/** The search page: results grouped by feature, and matching menu entries; without a query all menu entries. */
export async function searchPage(q: string, person: Person, finders: Finder[], places: MenuTarget[]): Promise<Answer> {
  const allowed = finders.filter(({ may }) => mayEver(person, may))
  const groups = q === '' ? [] : await Promise.all(allowed.map((finder) => groupOf(finder, q, person)))
  const menuEntries = matchingMenuEntries(places, q, person)
  const total = groups.reduce((sum, { hits }) => sum + hits.length, 0)
  return page('search/page', {
    q,
    groups: groups.filter(({ hits, more }) => hits.length > 0 || more),
    total,
    more: groups.some(({ more }) => more),
    places: menuEntries,
    newCustomer: customerPrefillFromSearch(q),
  })
}

async function groupOf(finder: Finder, q: string, person: Person): Promise<SearchGroup> {
  const { name, label, icon, path } = finder
  return { name, label, icon, path, ...(await finder.find(q, person, perGroup)) }
}
