import { z } from 'zod'
import type { Finder } from '../lists/search/global-search.ts'
import { get } from '../web/route.ts'
import type { MenuTarget } from './menu-matches.ts'
import { searchPage } from './pages.ts'

const longest = 200

/** Read as it is pasted: of a long text the beginning counts; what is no text is dropped. */
const query = z.object({
  q: z
    .string()
    .refine((typed) => !typed.includes('\0') && typed.isWellFormed())
    .transform((typed) => typed.trim().slice(0, longest).toWellFormed()),
})

/** The search of everything, over the lists' records and the places that are given to it. */
export const searchRoutes = (finders: Finder[], places: MenuTarget[]) => [
  get('/search', { permission: 'search.see', query }, ({ person, query }) =>
    searchPage(query.q, person, finders, places),
  ),
]
