// The app module connects the features (wiring.ts); without it actions would skip some effects.
import '../../app.ts'
import { today } from '../../i18n/format.ts'
import { currentInstant } from '../../values/clock.ts'
import { addDays } from '../../values/days.ts'
import { createAccounts, fillCatalogue, setDemoCompanyName, setDemoTargets } from './accounts-and-products.ts'
import type { DemoContext, DemoSalesperson } from './context.ts'
import { Agenda } from './event-queue.ts'
import { seededRandom } from './random.ts'
import { scheduleScenario } from './scenario.ts'

/**
 * Fills an empty database with demonstration data, by the program's own actions: the `days` (a few months at least)
 * before now. All accounts have the given password.
 */
export async function createDemo(password: string, days = 730): Promise<void> {
  const end = currentInstant()
  const last = today()
  const first = addDays(last, -days)
  const people = await createAccounts(password)
  const manager = people[0]?.person
  if (!manager) throw new Error('nobody manages')
  await setDemoCompanyName(manager)
  await fillCatalogue(manager)
  for (const year of new Set([addDays(last, -365), last].map((day) => day.slice(0, 4))))
    await setDemoTargets(year, people, manager)
  const sellers = people
    .filter(({ as }) => as.role === 'salesperson')
    .map(({ person, as }): DemoSalesperson => ({ person, temper: as }))
  const context: DemoContext = { agenda: new Agenda(), by: seededRandom(20_241_125), sellers, manager, first, last }
  scheduleScenario(context)
  await context.agenda.run(first, end)
}
