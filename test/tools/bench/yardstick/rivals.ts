import { start } from '../../program/program.ts'
import { type Visitor, visitor } from '../../program/visitor.ts'
import { atLeast } from '../limits.ts'
import { type Effort, rateOf } from '../measure.ts'
import type { Figure } from '../rows.ts'
import { percentile } from '../statistics.ts'

const path = '/customers'
const rounds = 3

/**
 * The program's customer list against the yardstick, which sends the same page without session and database; by turns, so
 * that both have the machine as it is. Throws where the two pages differ.
 */
export async function rivalFigures(manager: Visitor, folder: string, effort: Effort): Promise<Figure[]> {
  const yardstick = await start('test/tools/bench/yardstick/page.js', folder)
  const rival = visitor(yardstick.origin)
  try {
    const pages = await Promise.all([manager, rival].map(async (one) => withoutTokens(await one.read(path))))
    if (pages[0] !== pages[1]) throw new Error('the yardstick shows another page than the program')
    const rates = { program: [] as number[], yardstick: [] as number[] }
    for (let round = 0; round <= rounds; round++) {
      const program = await rateOf(() => manager.ask({ path }), effort)
      const measured = await rateOf(() => rival.ask({ path }), effort)
      // The first round warms both up.
      if (round > 0) rates.program.push(program)
      if (round > 0) rates.yardstick.push(measured)
    }
    const [own, most] = [percentile(rates.program, 0.5), percentile(rates.yardstick, 0.5)]
    const figure = (what: string, value: number, unit: string): Figure => ({
      part: 'yardstick',
      what,
      value,
      unit,
      limit: null,
    })
    return [
      figure('customers, first page, at 16 connections', own, 'a second'),
      figure('the same page without session and database', most, 'a second'),
      { ...figure('the one as a part of the other', own / most, ''), limit: atLeast(1 / 3, 'a third') },
    ]
  } finally {
    rival.leave()
    await yardstick.stop()
  }
}

const withoutTokens = (page: string): string => page.replace(/(name="_(?:csrf|once)" value=")[^"]*/g, '$1')
