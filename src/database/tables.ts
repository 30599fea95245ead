// Generated from the migrations by npm run schema; not written by hand.
import type { Generated, Selectable } from 'kysely'

export interface ChoiceLists {
  id: Generated<number>
  list: string
  value: string
}

export interface Collections {
  id: Generated<number>
  payment_id: number
  order_id: number
  on_day: string
  recorded_at: string
  customer_id: number
  user_id: number
  amount: number
}

export interface CollectionsByMonth {
  month: string
  user_id: number
  amount: number
}

export interface Communications {
  id: Generated<number>
  customer_id: number
  user_id: number
  kind: 'call' | 'visit' | 'meeting' | 'email' | 'message' | 'other'
  happened_at: string
  content: string
  opportunity_id: number | null
  follow_up_on: string | null
  follow_up_done_at: string | null
  created_at: string
  follow_up_what: string | null
  version: Generated<number>
  follow_up_ended_by: number | null
  corrected_at: string | null
  withdrawn_at: string | null
}

export interface Contacts {
  id: Generated<number>
  customer_id: number
  name: string
  title: string | null
  phone: string | null
  email: string | null
  version: Generated<number>
  created_at: string
  created_by: number
}

export interface Counters {
  name: string
  value: number
}

export interface CustomerMatchKeys {
  customer_id: number
  kind: 'phone' | 'email' | 'company' | 'name_city'
  key: string
}

export interface Customers {
  id: Generated<number>
  code: string
  name: string | null
  title: string | null
  company: string | null
  phone: string | null
  email: string | null
  other_contact: string | null
  region: string | null
  city: string | null
  address: string | null
  industry: string | null
  source: string | null
  level: 'A' | 'B' | 'C' | null
  owner_id: number
  notes: string | null
  version: Generated<number>
  created_at: string
  created_by: number
  merged_into: number | null
  last_contact_on: string | null
  next_follow_up_on: string | null
  name_sort: string
  company_sort: string
  search_text: string
}

export interface History {
  id: Generated<number>
  subject: string
  subject_id: number
  what: string
  field: string | null
  old: string | null
  new: string | null
  details: string | null
  reason: string | null
  user_id: number | null
  at: string
}

export interface IdempotencyKeys {
  id: string
  user_id: number
  sent_at: string
  location: string | null
}

export interface ImportMappings {
  kind: string
  header_hash: string
  mapping: string
  at: string
}

export interface ImportRows {
  import_id: number
  line: number
  first_line: number
  action: 'create' | 'update' | 'skip' | 'reject'
  reasons: string
  target_id: number | null
  cells: string
  payload: string | null
}

export interface Imports {
  id: Generated<number>
  kind: string
  file_name: string
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
  header: string
  examples: string
  mapping: string
  on_duplicate: 'skip' | 'fill' | 'overwrite'
  day_order: 'dmy' | 'mdy' | null
  people: Generated<string>
  unknown_people: Generated<string>
  ambiguous_day: string | null
  state: Generated<'reading' | 'preview' | 'running' | 'done' | 'failed'>
  plan: Generated<number>
  rows: Generated<number>
  created: Generated<number>
  updated: Generated<number>
  skipped: Generated<number>
  rejected: Generated<number>
  error: string | null
  user_id: number
  created_at: string
  finished_at: string | null
}

export interface Jobs {
  id: Generated<number>
  name: string
  payload: string
  state: Generated<'waiting' | 'running' | 'done' | 'failed'>
  run_at: string
  attempts: Generated<number>
  error: string | null
  user_id: number | null
  finished_at: string | null
}

export interface LoginFailures {
  id: string
  count: number
  last_at: string
}

export interface NotDuplicates {
  id: Generated<number>
  low_id: number
  high_id: number
  low_version: number
  high_version: number
  user_id: number
  at: string
}

export interface Notifications {
  id: Generated<number>
  user_id: number
  kind: string
  details: string
  href: string | null
  by_id: number | null
  created_at: string
  read_at: string | null
}

export interface Opportunities {
  id: Generated<number>
  customer_id: number
  title: string
  source: string | null
  summary: string | null
  expected_amount: number | null
  expected_close_on: string | null
  stage: Generated<'prospecting' | 'qualification' | 'proposal' | 'negotiation' | 'won' | 'lost' | 'superseded'>
  probability: number | null
  owner_id: number
  feedback: string | null
  loss_reason: string | null
  next_step: string | null
  next_step_on: string | null
  last_update_on: string
  closed_on: string | null
  stale_on: string | null
  version: Generated<number>
  created_at: string
  created_by: number
  title_sort: string
  search_text: string
  counted_owner_id: number | null
}

export interface OpportunityCredits {
  opportunity_id: number
  user_id: number
  percent: number
}

export interface OpportunityUpdates {
  id: Generated<number>
  opportunity_id: number
  note: string | null
  user_id: number
  created_at: string
}

export interface OrderCredits {
  order_id: number
  user_id: number
  percent: number
}

export interface OrderLines {
  id: Generated<number>
  order_id: number
  position: number
  product_id: number
  quantity: number
  unit_price: number
  discount: Generated<number>
  amount: number
  shipped: Generated<number>
}

export interface Orders {
  id: Generated<number>
  number: string | null
  status: Generated<'draft' | 'confirmed' | 'completed' | 'cancelled'>
  customer_id: number
  owner_id: number
  customer_owner_id: number | null
  ordered_on: string
  due_on: string | null
  region: string | null
  opportunity_id: number | null
  contract_number: string | null
  signed_on: string | null
  notes: string | null
  total: Generated<number>
  shipping: Generated<'none' | 'part' | 'all'>
  payment: Generated<'none' | 'part' | 'all'>
  paid: Generated<number>
  version: Generated<number>
  created_at: string
  created_by: number
  confirmed_at: string | null
  cancelled_at: string | null
  search_text: string
  credited_id: number | null
  counted_owner_id: number | null
}

export interface Payments {
  id: Generated<number>
  order_id: number
  paid_on: string
  amount: number
  kind: 'payment' | 'refund'
  method: string | null
  reference: string | null
  note: string | null
  user_id: number
  created_at: string
  reversed_at: string | null
  reversed_by: number | null
  reason: string | null
}

export interface Products {
  id: Generated<number>
  model: string
  name: string
  category: string | null
  unit: string | null
  list_price: Generated<number>
  active: Generated<number>
  version: Generated<number>
  created_at: string
  created_by: number
  name_sort: string
  search_text: string
  description: string | null
}

export interface SalesFacts {
  id: Generated<number>
  kind: 'sale' | 'return' | 'cancellation'
  order_id: number
  line_id: number
  on_day: string
  week: string
  recorded_at: string
  customer_id: number
  owner_id: number
  user_id: number
  region: string | null
  product_id: number
  category: string | null
  source: string | null
  quantity: number
  amount: number
  order_sign: -1 | 0 | 1
}

export interface SalesFactsByCategory {
  on_day: string
  category: string
  week: string
  quantity: number
  amount: number
  orders: number
}

export interface SalesFactsByMonth {
  month: string
  user_id: number
  quantity: number
  amount: number
  orders: number
}

export interface SalesFactsByOrder {
  id: Generated<number>
  order_id: number
  on_day: string
  week: string
  customer_id: number
  owner_id: number
  user_id: number
  region: string | null
  source: string | null
  quantity: number
  amount: number
  orders: -1 | 0 | 1
}

export interface SalesFactsByProduct {
  on_day: string
  product_id: number
  week: string
  quantity: number
  amount: number
  orders: number
}

export interface Sessions {
  id: string
  user_id: number | null
  created_at: string
  last_seen_at: string
  device: string | null
  data: string
}

export interface Settings {
  name: string
  value: string
}

export interface ShipmentLines {
  shipment_id: number
  line_id: number
  quantity: number
}

export interface Shipments {
  id: Generated<number>
  order_id: number
  shipped_on: string
  carrier: string | null
  tracking_number: string | null
  user_id: number
  created_at: string
  reversed_at: string | null
  reversed_by: number | null
  reason: string | null
}

export interface Targets {
  user_id: number
  month: string
  indicator: 'amount' | 'quantity' | 'orders' | 'collected' | 'conversion'
  value: number
}

export interface TrustedDevices {
  id: string
  user_id: number
  created_at: string
}

export interface Users {
  id: Generated<number>
  username: string
  name: string
  role: 'salesperson' | 'manager'
  locale: 'zh-CN' | 'en' | null
  theme: 'light' | 'dark' | null
  active: Generated<number>
  password_hash: string
  must_change: Generated<number>
  initial_until: string | null
  created_at: string
  version: Generated<number>
  joined_on: string | null
  left_on: string | null
}

export interface Tables {
  choice_lists: ChoiceLists
  collections: Collections
  collections_by_month: CollectionsByMonth
  communications: Communications
  contacts: Contacts
  counters: Counters
  customer_match_keys: CustomerMatchKeys
  customers: Customers
  history: History
  idempotency_keys: IdempotencyKeys
  import_mappings: ImportMappings
  import_rows: ImportRows
  imports: Imports
  jobs: Jobs
  login_failures: LoginFailures
  not_duplicates: NotDuplicates
  notifications: Notifications
  opportunities: Opportunities
  opportunity_credits: OpportunityCredits
  opportunity_updates: OpportunityUpdates
  order_credits: OrderCredits
  order_lines: OrderLines
  orders: Orders
  payments: Payments
  products: Products
  sales_facts: SalesFacts
  sales_facts_by_category: SalesFactsByCategory
  sales_facts_by_month: SalesFactsByMonth
  sales_facts_by_order: SalesFactsByOrder
  sales_facts_by_product: SalesFactsByProduct
  sessions: Sessions
  settings: Settings
  shipment_lines: ShipmentLines
  shipments: Shipments
  targets: Targets
  trusted_devices: TrustedDevices
  users: Users
}

/** A row as it is read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>

/** Columns that can be null, in whichever table. */
export const nullableColumns: ReadonlySet<string> = new Set([
  'address',
  'ambiguous_day',
  'by_id',
  'cancelled_at',
  'carrier',
  'category',
  'city',
  'closed_on',
  'company',
  'confirmed_at',
  'contract_number',
  'corrected_at',
  'counted_owner_id',
  'credited_id',
  'customer_owner_id',
  'day_order',
  'description',
  'details',
  'device',
  'due_on',
  'email',
  'error',
  'expected_amount',
  'expected_close_on',
  'feedback',
  'field',
  'finished_at',
  'follow_up_done_at',
  'follow_up_ended_by',
  'follow_up_on',
  'follow_up_what',
  'href',
  'industry',
  'initial_until',
  'joined_on',
  'last_contact_on',
  'left_on',
  'level',
  'locale',
  'location',
  'loss_reason',
  'merged_into',
  'method',
  'name',
  'new',
  'next_follow_up_on',
  'next_step',
  'next_step_on',
  'note',
  'notes',
  'number',
  'old',
  'opportunity_id',
  'other_contact',
  'payload',
  'phone',
  'probability',
  'read_at',
  'reason',
  'reference',
  'region',
  'reversed_at',
  'reversed_by',
  'signed_on',
  'source',
  'stale_on',
  'summary',
  'target_id',
  'theme',
  'title',
  'tracking_number',
  'unit',
  'user_id',
  'withdrawn_at',
])
