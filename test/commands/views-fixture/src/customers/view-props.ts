import type { Html } from '../web/view-props.ts'

interface CustomerRow {
  id: number
  name: string
  note: Html | null
}

declare module '../web/view-props.ts' {
  interface Views {
    'customers/list': { customers: CustomerRow[]; total: number }
    'customers/mistakes': { customer: CustomerRow; total: number; news: string }
    'customers/syntax': { customers: CustomerRow[] }
    'customers/unwritten': { customer: CustomerRow }
    'partials/field': { label: string; value: string | null }
  }
}
