import { z } from 'zod'
import type { Finder } from '../lists/search/global-search.ts'
import { get } from '../web/route.ts'
import type { MenuTarget } from './menu-matches.ts'
import { searchPage } from './pages.ts'

const maxLength = 200

/** Accepts any pasted text: long text is cut, and text that is not valid Unicode is ignored. */
const query = z.object({
  q: z
    .string()
    .refine((typed) => !typed.includes('\0') && typed.isWellFormed())
    .transform((typed) => typed.trim().slice(0, maxLength).toWellFormed()),
})

/** The global search over the given finders and menu entries. */
export const searchRoutes = (finders: Finder[], places: MenuTarget[]) => [
  get('/search', { permission: 'search.see', query }, ({ person, query }) =>
    searchPage(query.q, person, finders, places),
  ),
]
