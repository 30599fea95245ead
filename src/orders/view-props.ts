import type { CreditPerson } from '../accounts/creditable-people.ts'
import type { CustomerChoices } from '../customers/duplicates/customer-lookup.ts'
import type { Detail } from '../fields/format-values.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { ListPage } from '../lists/list-page-props.ts'
import type { Product } from '../products/repository.ts'
import type { FormState } from '../web/form-state.ts'
import type { orderFields } from './fields.ts'
import type { LastPrice } from './form/last-prices-repository.ts'
import type { Payment, Shipment } from './fulfilment/repository.ts'
import type { Totals } from './line-amounts.ts'
import type { orderColumns } from './list.ts'
import type { Order } from './repository.ts'

/** A row of the order list; `owed`: the amount due in minor units. */
export type OrderRow = Pick<Order, (typeof orderColumns)[number]> & {
  owner: string
  name: string | null
  company: string | null
  owed: number
}

/** The opportunity of an order; `linked` if the current user may open it. */
export interface FromOpportunity {
  id: number
  title: string
  linked: boolean
  /** In minor units. */
  expected_amount: number | null
  customer_id: number
  customer: string
}

export interface OrderFormProps extends CustomerChoices {
  record: Order | null
  form: FormState
  people: CreditPerson[]
  fields: typeof orderFields
  /** The values of choice lists by field name. */
  suggested: Record<string, string[]>
  /** The products that a line offers. */
  products: Product[]
  /** Whether these are all, so that a script need not ask for others. */
  offersAllProducts: boolean
  /** The indexes of the lines to show; amount in minor units if the line is valid. */
  lines: { at: number; amount: number | null; product: Product | null; last: LastPrice | null }[]
  totals: Totals | null
  /** Products of the copied order that are no longer sold. */
  leftOut: string[]
  /** The won opportunity it comes from. */
  opportunity: FromOpportunity | null
  /** An order from this opportunity that stands already; a second one must be meant. */
  earlierOrder: { id: number; number: string | null } | null
  mayReassign: boolean
}

export interface OrderPageProps {
  order: Order
  details: Detail[]
  totals: Totals
  owed: number
  overdueDays: number
  steps: {
    confirmedBy: string
    quantity: number
    shipped: number
    lastShipped: string | null
    lastPaid: string | null
    paidShare: number
  }
  credits: { id: number; name: string; percent: number }[]
  opportunity: FromOpportunity | null
  shipments: Shipment[]
  payments: Payment[]
  /** Payment methods that the form offers. */
  methods: string[]
  activity: ActivityLine[]
  may: { edit: boolean; ship: boolean; pay: boolean; cancel: boolean; copy: boolean }
  today: string
  /** Whether somebody changed the order after the page with the submitted form was opened. */
  stale: boolean
  forms: {
    shipment: FormState
    payment: FormState
    cancel: FormState
    reverse: { of: 'shipment' | 'payment'; id: number; form: FormState } | null
  }
}

declare module '../web/view-props.ts' {
  interface Views {
    'orders/list': {
      list: ListPage<OrderRow>
      views: { label: 'all' | 'drafts' | 'to_ship' | 'owed' | 'overdue'; href: string; current: boolean }[]
      today: string
      mayImport: boolean
      /** URL of the analysis of the filtered orders, if permitted. */
      analysis: string | null
    }
    'orders/form': OrderFormProps
    'orders/order-lines-form': OrderFormProps
    'orders/page': OrderPageProps
    'orders/progress': OrderPageProps
    'orders/order-lines': { order: Order }
    'orders/shipments-section': OrderPageProps
    'orders/payments-section': OrderPageProps
    'orders/payment-form': OrderPageProps
    'orders/reversal-form': { action: string; version: number; label: string; form: FormState | null }
    'orders/print-page': { order: Order; totals: Totals; letterhead: string | null; printed: string }
    'orders/opportunity-orders-panel': { orders: OrderRow[] }
    'orders/source-opportunity-link': { opportunity: FromOpportunity }
    'orders/customer-orders-panel': {
      customer: { id: number }
      orders: OrderRow[]
      sums: { count: number; total: number; owed: number }
      mayAdd: boolean
    }
  }
}
