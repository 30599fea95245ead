import { catalogue } from '../../../src/commands/demo/catalogue.ts'
import { demoProducts } from '../../../src/commands/demo/names.ts'
import { opportunityStaleDate } from '../../../src/opportunities/due/stale-date.ts'
import { opportunityFields } from '../../../src/opportunities/fields.ts'
import { opportunitySearchText } from '../../../src/opportunities/search-text.ts'
import { openStages } from '../../../src/opportunities/stages.ts'
import { pinyinSort } from '../../../src/values/pinyin.ts'
import { type Bulk, gramText } from './bulk.ts'
import type { MadeCustomer, World } from './context.ts'
import { furtherFields } from './further-fields.ts'

/** Days without an update after which an opportunity is stale; the default of a new installation. */
const staleAfterDays = 14

const further = furtherFields<'source'>(opportunityFields, ['title', 'source', 'next_step', 'loss_reason'])

const columns = [
  'id',
  'customer_id',
  'title',
  'source',
  'expected_amount',
  'expected_close_on',
  'stage',
  'owner_id',
  'loss_reason',
  'next_step',
  'next_step_on',
  'last_update_on',
  'closed_on',
  'counted_owner_id',
  'stale_on',
  'created_at',
  'created_by',
  'title_sort',
  'search_text',
  ...further.names,
] as const

const titles = catalogue.flatMap(({ name }) => [`采购${name}`, `${name}更新`, `实验室扩建:${name}`])
const sorts = new Map(titles.map((title) => [title, pinyinSort(title)]))

/** Inserts opportunities over the whole period; those of the last months are open, most of the others closed. */
export function writeOpportunities(file: Bulk, { by, calendar }: World, customers: MadeCustomer[], many: number): void {
  const into = file.into('opportunities', columns)
  const update = file.into('opportunity_updates', ['opportunity_id', 'note', 'user_id', 'created_at'])
  const credit = file.into('opportunity_credits', ['opportunity_id', 'user_id', 'percent'])
  const created = file.into('history', ['subject', 'subject_id', 'what', 'user_id', 'at'])
  const index = file.index('opportunities')
  for (let id = 1; id <= many; id++) {
    const customer = by.one(customers)
    const { owner_id } = customer
    const began = calendar.after(customer.since, by.between(0, calendar.days.length - 1 - customer.since))
    const touched = calendar.after(began, by.between(0, 60))
    const open = by.happens(calendar.days.length - began < 90 ? 0.8 : 0.03)
    const stage = open ? by.one(openStages) : by.happens(0.4) ? ('won' as const) : ('lost' as const)
    const at = calendar.instant(began)
    const last_update_on = calendar.day(touched)
    const expected = calendar.beyond(touched, by.between(-20, 90))
    const closes = by.happens(0.8) ? expected : null
    const title = by.one(titles)
    const next = open && by.happens(0.7)
    const more = further.values(by)
    const text = opportunitySearchText({ title, ...more }, customer)
    into(
      id,
      customer.id,
      title,
      by.one(demoProducts.source),
      by.between(1, 500) * 100_000,
      closes,
      stage,
      owner_id,
      stage === 'lost' ? by.one(demoProducts.loss_reason) : null,
      next ? '发送报价单' : null,
      next ? calendar.beyond(touched, by.between(1, 14)) : null,
      last_update_on,
      open ? null : last_update_on,
      open ? null : owner_id,
      opportunityStaleDate({ stage, last_update_on, expected_close_on: closes }, staleAfterDays),
      at,
      owner_id,
      sorts.get(title) ?? '',
      text,
      ...Object.values(more),
    )
    credit(id, owner_id, 100)
    created('opportunities', id, 'created', owner_id, at)
    if (touched > began) update(id, '对方还在比较。', owner_id, calendar.instant(touched))
    index(id, gramText(text))
  }
}
