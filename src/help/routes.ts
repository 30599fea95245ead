import { mayEver } from '../access/permissions.ts'
import { page } from '../web/responses.ts'
import { get } from '../web/route.ts'
import { handbook } from './handbook.ts'
import { helpBlocks } from './section.ts'
import { helpShortcuts } from './shortcuts.ts'

/** The handbook inside the program, in the reader's language; its ways lead only where the reader may go. */
export const helpRoutes = [
  get('/help', { permission: 'help.see' }, ({ person, context }) =>
    page('help/page', {
      chapters: handbook[person.locale ?? context.locale].map(({ parts, ...chapter }) => ({
        ...chapter,
        parts: parts.map(({ how, ...part }) => ({
          ...part,
          blocks: helpBlocks(how),
          ways: (helpShortcuts[part.number] ?? []).filter(({ may }) => mayEver(person, may)),
        })),
      })),
    }),
  ),
]
