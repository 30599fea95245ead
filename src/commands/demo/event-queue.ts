import { transaction } from '../../database/database.ts'
import { settings } from '../../settings.ts'
import { dayOf, instantOfLocalTime, setClock } from '../../values/clock.ts'
import { addDays, periodStart } from '../../values/days.ts'

type Act = () => Promise<void>

/** Scheduled actions by business date and minute after midnight; an action may schedule later ones. */
export class Agenda {
  readonly #days = new Map<string, { minute: number; act: Act }[]>()

  at(day: string, minute: number, act: Act): void {
    const scheduled = this.#days.get(day)
    if (scheduled) scheduled.push({ minute, act })
    else this.#days.set(day, [{ minute, act }])
  }

  /**
   * Runs the actions in order, with the program's clock set to each of their times; those after the instant `end` never
   * run. A week is one transaction, because a thousand small ones wait for the disk a thousand times.
   */
  async run(from: string, end: Date): Promise<void> {
    const last = dayOf(end, settings().TIME_ZONE)
    for (let week = from; week <= last; week = addDays(periodStart(week, 'week'), 7))
      await transaction(async () => {
        const next = addDays(periodStart(week, 'week'), 7)
        for (let day = week; day < next; day = addDays(day, 1)) await this.#live(day, end)
      })
    setClock()
  }

  async #live(day: string, end: Date): Promise<void> {
    const acts = this.#days.get(day) ?? []
    while (acts.length > 0) {
      acts.sort((a, b) => b.minute - a.minute)
      const next = acts.pop()
      const moment = next && momentOf(day, next.minute)
      if (!next || !moment || moment > end) continue
      setClock(() => moment)
      await next.act()
    }
    this.#days.delete(day)
  }
}

function momentOf(day: string, minute: number): Date {
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const moment = instantOfLocalTime(`${day}T${time}`, settings().TIME_ZONE)
  if (!moment) throw new RangeError(`no such time: ${day} ${time}`)
  return moment
}
