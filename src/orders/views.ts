import type { CreditPerson } from '../accounts/credit-people.ts'
import type { CustomersOffered } from '../customers/duplicates/duplicate-lookup.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { ListPage } from '../lists/page.ts'
import type { Product } from '../products/repository.ts'
import type { FormState } from '../web/form-state.ts'
import type { Payment, Shipment } from './fulfilment/repository.ts'
import type { Totals } from './lines.ts'
import type { orderColumns } from './list.ts'
import type { Order } from './repository.ts'

/** A row of the list as its view shows it. */
export type OrderRow = Pick<Order, (typeof orderColumns)[number]> & {
  owner: string
  name: string | null
  company: string | null
  owed: number
}

/** The opportunity that an order came of; linked where the reader may open it. */
export interface FromOpportunity {
  id: number
  title: string
  linked: boolean
  /** In minor units. */
  expected_amount: number | null
  customer_id: number
  customer: string
}

export interface OrderFormProps extends CustomersOffered {
  record: Order | null
  form: FormState
  people: CreditPerson[]
  offered: { region: string[]; products: Product[] }
  /** The numbers of the lines to show, with what is known of each. */
  lines: { at: number; amount: number | null; unit: string | null }[]
  totals: Totals | null
  /** Whose won opportunity it comes from. */
  opportunity: FromOpportunity | null
  mayReassign: boolean
}

export interface OrderPageProps {
  order: Order
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
  /** How money comes, as it is offered. */
  methods: string[]
  activity: ActivityLine[]
  may: { edit: boolean; ship: boolean; pay: boolean; cancel: boolean }
  today: string
  /** Somebody changed it since the page was opened on which a button was pressed. */
  stale: boolean
  forms: {
    shipment: FormState
    payment: FormState
    cancel: FormState
    reverse: { of: 'shipment' | 'payment'; id: number; form: FormState } | null
  }
}

declare module '../web/views.ts' {
  interface Views {
    'orders/list': {
      list: ListPage<OrderRow>
      views: { label: 'all' | 'drafts' | 'to_ship' | 'owed' | 'overdue'; href: string; current: boolean }[]
      today: string
      mayImport: boolean
      /** The report over exactly these orders, for those who may have it. */
      analysis: string | null
    }
    'orders/form': OrderFormProps
    'orders/order-lines-form': OrderFormProps
    'orders/page': OrderPageProps
    'orders/progress': OrderPageProps
    'orders/order-lines': { order: Order }
    'orders/shipments': OrderPageProps
    'orders/payments': OrderPageProps
    'orders/payment-form': OrderPageProps
    'orders/reversal-form': { action: string; version: number; label: string; form: FormState | null }
    'orders/print-page': { order: Order; totals: Totals; letterhead: string | null; printed: string }
    'orders/opportunity-panel': { orders: OrderRow[] }
    'orders/from-opportunity': { opportunity: FromOpportunity }
    'orders/customer-panel': {
      customer: { id: number }
      orders: OrderRow[]
      sums: { count: number; total: number; owed: number }
      mayAdd: boolean
    }
  }
}
