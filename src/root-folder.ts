import { existsSync } from 'node:fs'

/** The folder that contains views and public, both for the sources and for the build. */
export const root: URL = find(new URL('../', import.meta.url))

function find(from: URL): URL {
  return existsSync(new URL('views/layout.ejs', from)) ? from : find(new URL('../', from))
}
