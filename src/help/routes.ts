import { mayEver } from '../access/rights.ts'
import { page } from '../web/responses.ts'
import { get } from '../web/route.ts'
import { handbook } from './handbook.ts'
import { blocksOf } from './part.ts'
import { ways } from './ways.ts'

/** The handbook inside the program, in the reader's language; its ways lead only where the reader may go. */
export const helpRoutes = [
  get('/help', { permission: 'help.see' }, ({ person, context }) =>
    page('help/page', {
      chapters: handbook[person.locale ?? context.locale].map(({ parts, ...chapter }) => ({
        ...chapter,
        parts: parts.map(({ how, ...part }) => ({
          ...part,
          blocks: blocksOf(how),
          ways: (ways[part.number] ?? []).filter(({ may }) => mayEver(person, may)),
        })),
      })),
    }),
  ),
]
