import { mayEver } from '../access/permissions.ts'
import { page } from '../web/responses.ts'
import { get } from '../web/route.ts'
import { handbook } from './handbook.ts'
import { helpBlocks } from './section.ts'
import { helpShortcuts } from './section-page-links.ts'

/** The handbook in the reader's language; its links lead only to pages that the reader may open. */
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
