import { visitor } from '../../program/http-client.ts'
import { start } from '../../program/program.ts'
import { ratioLimits } from '../limits.ts'
import type { Effort } from '../measure.ts'
import type { Figure } from '../rows.ts'
import type { Served } from '../server.ts'
import { percentile } from '../statistics.ts'
import { measureAlternately } from './alternate.ts'

const path = '/customers'

/**
 * Compares the program's customer list with a server that sends the same page without session and database, in
 * alternating turns. Throws if the two pages differ.
 */
export async function samePageFigures({ program, people, folder }: Served, effort: Effort): Promise<Figure[]> {
  const yardstick = await start('test/tools/bench/yardstick/page.js', folder)
  const rival = visitor(yardstick.origin)
  try {
    const pages = await Promise.all([people.manager, rival].map(async (one) => withoutTokens(await one.read(path))))
    if (pages[0] !== pages[1]) throw new Error('the yardstick shows another page than the program')
    const turns = await measureAlternately(
      [
        { program, ask: () => people.manager.ask({ path }) },
        { program: yardstick, ask: () => rival.ask({ path }) },
      ],
      effort,
    )
    const [own = 0, most = 0] = turns.map((some) =>
      percentile(
        some.map(({ rate }) => rate),
        0.5,
      ),
    )
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
      { ...figure('the one as a part of the other', own / most, ''), limit: ratioLimits.page },
    ]
  } finally {
    rival.leave()
    await yardstick.stop()
  }
}

const withoutTokens = (page: string): string => page.replace(/(name="_(?:csrf|once)" value=")[^"]*/g, '$1')
