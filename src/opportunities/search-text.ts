import type { Customer } from '../customers/repository.ts'
import { writeDerivedColumns } from '../history/update-tracked.ts'
import { writeSearchIndexEntry } from '../lists/search/search-index.ts'
import { searchedTexts, searchTextOf } from '../lists/search/searchable-text.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { opportunityFields } from './fields.ts'
import { getOpportunity, opportunityIdsOf } from './repository.ts'

type Named = Pick<Customer, 'name' | 'company' | 'code'>

/** The search text: the searched fields, and the customer's company, name and code. */
export function opportunitySearchText(
  opportunity: { [N in keyof typeof opportunityFields]?: unknown },
  { name, company, code }: Named,
): string {
  const { names, others } = searchedTexts(opportunityFields, opportunity)
  return searchTextOf([...names, [company, 'text'], [name, 'name']], [code, ...others])
}

/** Updates an opportunity's search index and sort key. Runs in the caller's transaction. */
export async function reindexOpportunity(id: number): Promise<void> {
  const opportunity = await getOpportunity(id)
  const search_text = opportunitySearchText(opportunity, opportunity.customer)
  if (search_text === opportunity.search_text) return
  await writeDerivedColumns('opportunities', id, { search_text, title_sort: pinyinSort(opportunity.title) })
  await writeSearchIndexEntry('opportunities', id, search_text)
}

/** Reindexes all opportunities of a customer whose name may have changed. */
export async function reindexOpportunitiesOf(customer_id: number): Promise<void> {
  for (const id of await opportunityIdsOf(customer_id)) await reindexOpportunity(id)
}
