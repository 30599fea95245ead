import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { detailsOf, fieldHistoryFormats } from '../fields/format-values.ts'
import { type ActivityReader, activityOfRecord, type FeatureActivity } from '../history/activity.ts'
import { listPageProps } from '../lists/list-page-props.ts'
import { suggestedValuesByField } from '../preferences/form-suggestions.ts'
import { type FormState, initialFormState } from '../web/form-state.ts'
import { type Answer, page } from '../web/responses.ts'
import type { RefusedForm } from '../web/route.ts'
import { productFields } from './fields.ts'
import { productFormValues } from './form.ts'
import { productList } from './list.ts'
import { findProduct, type Product } from './repository.ts'

/** The product list, with tabs for on sale and discontinued. */
export async function productListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPageProps<Product>(productList, parameters, person)
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
  fields: fieldHistoryFormats(productFields),
}

interface ProductPageOptions extends ActivityReader {
  record?: Product | undefined
  form?: FormState
  status?: number
}

/**
 * A product's page: the form for people who may edit it, else its values. Without a record the form of a new product.
 */
export async function productPage(options: ProductPageOptions): Promise<Answer> {
  const { person, record, form, status = 200 } = options
  const [offered, changes] = await Promise.all([
    suggestedValuesByField(productFields),
    record ? activityOfRecord(productActivity, record.id, 50, options) : [],
  ])
  const mayMaintain = may(person, 'products.maintain')
  const initial = form ?? initialFormState(record ? productFormValues(record) : { active: '1' })
  const props = {
    record: record ?? null,
    form: initial,
    fields: productFields,
    details: record ? detailsOf(productFields, record) : [],
    offered,
    changes,
    mayMaintain,
  }
  return page('products/page', props, status)
}

/** The rejected form with the typed values, and those of others where both changed a field. */
export async function productFormRefused(refused: RefusedForm<Person, Product | undefined>): Promise<Answer> {
  const { person, context, form } = refused
  const record = refused.record && (await findProduct(refused.record.id))
  return productPage({ person, context, record, form, status: 422 })
}
