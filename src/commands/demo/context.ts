import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { addDays, startOf } from '../../values/days.ts'
import type { WorkingStyle } from './people.ts'
import type { Random } from './random.ts'
import type { Agenda } from './schedule.ts'

/** A salesperson as the story moves them. */
export interface DemoSalesperson {
  person: Person
  temper: WorkingStyle
}

/** On what the story is played: what is going to happen, chance, who sells, who manages, and the last day. */
export interface DemoContext {
  agenda: Agenda
  by: Random
  sellers: DemoSalesperson[]
  manager: Person
  first: string
  last: string
}

/** So many days later, on a day on which people work: a weekend's is Monday's. */
export function dayAfter(day: string, days: number): string {
  const wanted = addDays(day, days)
  const monday = startOf(wanted, 'week')
  return wanted > addDays(monday, 4) ? addDays(monday, 7) : wanted
}

/** Lets something happen on a day in office hours. */
export const scheduleAct = ({ agenda, by }: DemoContext, day: string, act: () => Promise<void>): void =>
  agenda.at(day, by.between(9 * 60, 17 * 60 + 40), act)

/** A form as a person would send it: what is said, everything else left blank. Throws ZodError where it would be refused. */
export const parsedForm = <F extends z.ZodObject>(form: F, said: Record<string, unknown>): z.output<F> =>
  form.parse({ ...Object.fromEntries(Object.keys(form.shape).map((name) => [name, ''])), ...said }) as z.output<F>
