import type { Person } from '../../access/person.ts'
import { matchProducts } from '../../products/find-by-typed-text.ts'
import { requiredTextSchema } from '../../web/field-schemas.ts'
import { type FormState, formIdAt, formValueAt } from '../../web/form-state.ts'
import { lineAmountOf, totalsOfOrderLines } from '../line-amounts.ts'
import type { OrderFormProps } from '../view-props.ts'
import { lastPrices } from './last-prices-repository.ts'
import { lines as linesField, orderFormLineIndexes } from './lines.ts'

/** Lines of a new form, filled in and empty ones. */
export const initialLineCount = 5

interface ShownLinesOptions {
  person: Person
  /** An order whose prices are no last prices, because it is the one being edited. */
  exceptOrder: number | null
  /** Empty lines to add. */
  more: number
}

/**
 * The lines of a form with what is known of them: product, the customer's last price, and the amount if the line is
 * valid; totals only if all are valid.
 */
export async function shownLines(
  form: FormState,
  { person, exceptOrder, more }: ShownLinesOptions,
): Promise<Pick<OrderFormProps, 'lines' | 'totals'>> {
  const typed = form.values.lines
  const indexes = orderFormLineIndexes(typed, initialLineCount, more)
  const models = typedModels(form, indexes)
  const matches = await matchProducts(models.values())
  const productAt = (at: number) => matches.get(models.get(at) ?? '')?.product ?? null
  const products = [...new Set(indexes.flatMap((at) => productAt(at)?.id ?? []))]
  const customer_id = formIdAt(form, 'customer_id')
  const last =
    customer_id === null ? new Map<number, never>() : await lastPrices({ customer_id, products, person, exceptOrder })
  const read = linesField.safeParse(typed ?? '')
  const priced = ((read.success && read.data) || []).map((line) => {
    const unit_price = line.unit_price ?? productAt(line.at)?.list_price ?? 0
    return { ...line, unit_price, amount: lineAmountOf({ ...line, unit_price }) ?? 0 }
  })
  const amounts = new Map(priced.map(({ at, amount }) => [at, amount]))
  return {
    lines: indexes.map((at) => {
      const product = productAt(at)
      return { at, amount: amounts.get(at) ?? null, product, last: (product && last.get(product.id)) ?? null }
    }),
    totals: priced.length > 0 ? totalsOfOrderLines(priced) : null,
  }
}

const modelSchema = requiredTextSchema(100)

/** What is typed as product, by line index; blank and invalid texts are left out. */
function typedModels(form: FormState, indexes: readonly number[]): Map<number, string> {
  return new Map(
    indexes.flatMap((at): [number, string][] => {
      const read = modelSchema.safeParse(formValueAt(form, `lines[${at}][product_model]`))
      return read.success ? [[at, read.data]] : []
    }),
  )
}
