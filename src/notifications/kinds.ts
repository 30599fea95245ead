/** What people are told of: each kind with the facts its sentence is made of. A new one is a line here and a word in both languages. */
export interface Kinds {
  customer_given: { customer: string }
  /** Many at once, as when somebody leaves. */
  customers_given: { count: number; from: string }
  opportunity_given: { title: string; customer: string }
  opportunities_given: { count: number; from: string }
  order_given: { number: string; customer: string }
  draft_given: { customer: string }
}

export type Kind = keyof Kinds
