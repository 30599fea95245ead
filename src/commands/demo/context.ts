import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { addDays, periodStart } from '../../values/days.ts'
import type { Agenda } from './event-queue.ts'
import type { Random } from './random.ts'
import type { WorkingStyle } from './sales-team.ts'

/** A salesperson with their working style. */
export interface DemoSalesperson {
  person: Person
  temper: WorkingStyle
}

/** The state shared by all steps: agenda, random numbers, people, and the first and last business date. */
export interface DemoContext {
  agenda: Agenda
  by: Random
  sellers: DemoSalesperson[]
  manager: Person
  first: string
  last: string
}

/** The business date this many days later; a weekend moves to Monday. */
export function workdayAfterDays(day: string, days: number): string {
  const target = addDays(day, days)
  const monday = periodStart(target, 'week')
  return target > addDays(monday, 4) ? addDays(monday, 7) : target
}

/** Schedules an action for a random minute of office hours on this day. */
export const scheduleDemoAction = ({ agenda, by }: DemoContext, day: string, act: () => Promise<void>): void =>
  agenda.at(day, by.between(9 * 60, 17 * 60 + 40), act)

/** Parses a form as if sent by a browser; fields not given are blank. Throws ZodError if it is invalid. */
export const parseDemoForm = <F extends z.ZodObject>(form: F, values: Record<string, unknown>): z.output<F> =>
  form.parse({ ...Object.fromEntries(Object.keys(form.shape).map((name) => [name, ''])), ...values }) as z.output<F>
