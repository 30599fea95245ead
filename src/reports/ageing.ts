import { type RawBuilder, sql } from 'kysely'
import { addDays } from '../values/days.ts'

/** What is owed by its age: how many days it is past the day it was due on. */
export const ages = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const
export type Age = (typeof ages)[number]

/** The age of what an order owes, as SQL over `orders`; without a due date it is not due. */
export const ageOn = (today: string): RawBuilder<Age> => sql<Age>`case
  when orders.due_on is null or orders.due_on >= ${today} then 'not_due'
  when orders.due_on >= ${addDays(today, -30)} then 'days_1_30'
  when orders.due_on >= ${addDays(today, -60)} then 'days_31_60'
  when orders.due_on >= ${addDays(today, -90)} then 'days_61_90'
  else 'over_90' end`
