/** Tables whose rows are changed only by updateTracked(); each has the columns id and version. */
export const trackedTables = [
  'customers',
  'contacts',
  'communications',
  'users',
  'products',
  'opportunities',
  'orders',
] as const

export type TrackedTable = (typeof trackedTables)[number]

/** Columns computed from others or from other records; their changes are not recorded in the history. */
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
  'counted_owner_id',
  'stale_on',
  'corrected_at',
])
