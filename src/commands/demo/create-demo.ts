// What rooms hang into each other is hung in there; without it verbs would leave things out.
import '../../app.ts'
import { today } from '../../i18n/format.ts'
import { present } from '../../values/clock.ts'
import { addDays } from '../../values/days.ts'
import type { DemoContext, DemoSalesperson } from './context.ts'
import { fillCatalogue, nameCompany, openAccounts, setTargets } from './department.ts'
import { seededRandom } from './random.ts'
import { scheduleScenario } from './scenario.ts'
import { Agenda } from './schedule.ts'

/**
 * Makes the department in an empty database, by the program's own verbs, ending now: two years of it, or so many days (a
 * few months at least). Everybody signs in with the password.
 */
export async function createDemo(password: string, days = 730): Promise<void> {
  const end = present()
  const last = today()
  const first = addDays(last, -days)
  const people = await openAccounts(password)
  const manager = people[0]?.person
  if (!manager) throw new Error('nobody manages')
  await nameCompany(manager)
  await fillCatalogue(manager)
  for (const year of new Set([addDays(last, -365), last].map((day) => day.slice(0, 4))))
    await setTargets(year, people, manager)
  const sellers = people
    .filter(({ as }) => as.role === 'salesperson')
    .map(({ person, as }): DemoSalesperson => ({ person, temper: as }))
  const stage: DemoContext = { agenda: new Agenda(), by: seededRandom(20_241_125), sellers, manager, first, last }
  scheduleScenario(stage)
  await stage.agenda.run(first, end)
}
