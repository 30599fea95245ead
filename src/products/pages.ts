import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { type ActivityReader, activityOf, asMoney, asWord, type FeatureActivity } from '../history/activity.ts'
import { listPage } from '../lists/page.ts'
import { choices } from '../preferences/repository.ts'
import { conflictingFields, emptyForm, type FormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { shownProduct } from './form.ts'
import { productList } from './list.ts'
import { findProduct, type Product } from './repository.ts'

/** The list; what is no longer sold is a tab of its own. */
export async function productListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPage<Product>(productList, parameters, person)
  return page('products/list', {
    list,
    active: parameters.active === '1' || parameters.active === '0' ? parameters.active : '',
    mayMaintain: may(person, 'products.maintain'),
    mayImport: may(person, 'products.import'),
    mayExport: may(person, 'products.export'),
  })
}

const productActivity: FeatureActivity = {
  subject: 'products',
  empty: 'products.empty',
  fields: { list_price: asMoney, active: asWord('products.active') },
}

interface ProductPageAsked extends ActivityReader {
  record?: Product | undefined
  form?: FormState
  status?: number
}

/** A product: its form for who maintains them, its facts for the others; without a record the form of a new one. */
export async function productPage(asked: ProductPageAsked): Promise<Answer> {
  const { person, record, form, status = 200 } = asked
  const [category, unit, changes] = await Promise.all([
    choices('category'),
    choices('unit'),
    record ? activityOf(productActivity, record.id, 50, asked) : [],
  ])
  const mayMaintain = may(person, 'products.maintain')
  const started = form ?? emptyForm(record ? shownProduct(record) : { active: '1' })
  return page(
    'products/page',
    { record: record ?? null, form: started, offered: { category, unit }, changes, mayMaintain },
    status,
  )
}

/** The same, refused: everything as typed; where it was stale, theirs beside each field that differs. */
export async function productRefused(asked: RefusedForm<Person, Product | undefined>): Promise<Answer> {
  const { person, context, values, errors, stale } = asked
  const record = asked.record && (await findProduct(asked.record.id))
  if (!stale || !record)
    return productPage({ person, context, record, form: { typed: values, wrong: errors }, status: 422 })
  const theirs = conflictingFields(shownProduct(record), values)
  const form = { typed: { ...values, version: String(record.version) }, wrong: errors, theirs }
  return productPage({ person, context, record, form, status: 422 })
}
