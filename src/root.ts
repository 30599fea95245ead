import { existsSync } from 'node:fs'

/** The folder that holds views and public, from the sources and from the build alike. */
export const root: URL = find(new URL('../', import.meta.url))

function find(from: URL): URL {
  return existsSync(new URL('views/layout.ejs', from)) ? from : find(new URL('../', from))
}
