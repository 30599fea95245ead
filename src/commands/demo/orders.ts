import { today } from '../../i18n/format.ts'
import { confirmOrder } from '../../orders/confirm-and-cancel.ts'
import { createOrder } from '../../orders/create.ts'
import { orderForm } from '../../orders/form/form.ts'
import { paymentForm, shipmentForm } from '../../orders/fulfilment/form.ts'
import { amountDueOfOrder } from '../../orders/fulfilment/fulfilment-state.ts'
import { recordPayment } from '../../orders/fulfilment/record-payment.ts'
import { recordShipment } from '../../orders/fulfilment/record-shipment.ts'
import { getOrder } from '../../orders/repository.ts'
import { shortDecimal } from '../../values/decimal.ts'
import { pricePlain } from '../../web/field-schemas.ts'
import { carriers } from './call-notes.ts'
import { catalogue, type DemoProduct } from './catalogue.ts'
import {
  type DemoContext,
  type DemoSalesperson,
  parseDemoForm,
  scheduleDemoAction,
  workdayAfterDays,
} from './context.ts'
import type { Random } from './random.ts'

/** The products a customer wants (one to three) with quantities and discounts in percent. */
export interface PlannedOrder {
  lines: { product: DemoProduct; quantity: number; discount: number }[]
  /** At list prices, in minor units. */
  worth: number
}

/** A random order from the products that sell in this month. */
export function randomDemoOrder(by: Random, day: string): PlannedOrder {
  const month = Number(day.slice(5, 7))
  const season = catalogue.filter(({ months }) => months?.includes(month))
  const always = catalogue.filter(({ months }) => !months)
  const lines = Array.from({ length: by.between(1, 3) }, (_, index) => {
    const product = index === 0 && season.length > 0 && by.happens(0.4) ? by.one(season) : by.one(always)
    return { product, quantity: by.between(1, product.most), discount: by.one([0, 0, 0, 3, 5, 8, 10]) }
  }).filter(({ product }, index, all) => all.findIndex((one) => one.product === product) === index)
  return {
    lines,
    worth: lines.reduce((sum, { product, quantity }) => sum + Math.round(product.price * 100) * quantity, 0),
  }
}

/** Creates the order for a won opportunity, and schedules its confirmation, shipments and payments. */
export async function enterDemoOrder(
  context: DemoContext,
  seller: DemoSalesperson,
  customer_id: number,
  opportunity_id: number | null,
  { lines }: PlannedOrder,
): Promise<void> {
  const { by } = context
  const paymentDays = by.one([15, 30, 30, 45, 60])
  const form = parseDemoForm(orderForm, {
    customer_id: String(customer_id),
    opportunity_id: String(opportunity_id ?? ''),
    due_on: workdayAfterDays(today(), paymentDays),
    contract_number: by.happens(0.6) ? `HT${today().slice(0, 4)}-${by.between(1000, 9999)}` : '',
    lines: lines.map(({ product, quantity, discount }) => ({
      product_model: product.model,
      quantity: String(quantity),
      unit_price: pricePlain(Math.round(product.price * 100)),
      discount_percent: String(discount),
    })),
  })
  const id = await createOrder(form, seller.person)
  const confirmed = workdayAfterDays(today(), by.between(0, 2))
  scheduleDemoAction(context, workdayAfterDays(confirmed, 1), async () => {
    await confirmOrder(id, 0, seller.person)
    scheduleFulfilment(context, seller, id, paymentDays)
  })
}

function scheduleFulfilment(context: DemoContext, seller: DemoSalesperson, id: number, paymentDays: number): void {
  const { by } = context
  const shipped = workdayAfterDays(today(), by.between(4, 20))
  const parts = by.happens(0.2) ? 2 : 1
  for (let part = 1; part <= parts; part++)
    scheduleDemoAction(context, workdayAfterDays(shipped, (part - 1) * 9), () =>
      ship(context, seller, id, part === parts),
    )
  if (by.happens(0.4))
    scheduleDemoAction(context, workdayAfterDays(today(), by.between(1, 6)), () => collect(context, seller, id, 0.3))
  // A few customers pay very late, some not before today.
  const late = by.happens(0.08) ? by.between(120, 400) : Math.max(0, seller.temper.late + by.between(-12, 12))
  scheduleDemoAction(context, workdayAfterDays(today(), paymentDays + late), () => collect(context, seller, id, 1))
}

async function ship(context: DemoContext, seller: DemoSalesperson, id: number, all: boolean): Promise<void> {
  const order = await getOrder(id)
  const quantities = Object.fromEntries(
    order.lines.map((line) => {
      const left = line.quantity - line.shipped
      return [line.id, shortDecimal(all ? left : Math.floor(left / 2000) * 1000, 3)]
    }),
  )
  if (Object.values(quantities).every((quantity) => quantity === '0')) return
  const carrier = context.by.one(carriers)
  const tracking_number = carrier === '自送' ? '' : `SF${context.by.between(100_000_000, 999_999_999)}`
  await recordShipment(id, parseDemoForm(shipmentForm, { carrier, tracking_number, quantities }), seller.person)
}

async function collect(context: DemoContext, seller: DemoSalesperson, id: number, share: number): Promise<void> {
  const order = await getOrder(id)
  const owed = amountDueOfOrder(order)
  const amount = share === 1 ? owed : Math.round(order.total * share)
  if (amount <= 0 || amount > owed) return
  const method = context.by.one(['银行转账', '银行转账', '银行转账', '承兑汇票', '支票'])
  await recordPayment(id, parseDemoForm(paymentForm, { amount: pricePlain(amount), method }), seller.person)
}
