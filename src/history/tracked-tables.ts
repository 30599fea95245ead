/** Tables whose records change only through updateTracked(): each has id and version. */
export const trackedTables = ['customers', 'contacts', 'users', 'products', 'opportunities', 'orders'] as const

export type TrackedTable = (typeof trackedTables)[number]

/** Columns that are computed from others or from other records: they change without a line in the history. */
export const derivedColumns = new Set([
  'version',
  'search_text',
  'name_sort',
  'company_sort',
  'title_sort',
  'last_contact_on',
  'next_follow_up_on',
  'password_hash',
  'total',
  'shipping',
  'payment',
  'paid',
  'confirmed_at',
  'cancelled_at',
  'last_update_on',
  'closed_on',
  'stale_on',
])
