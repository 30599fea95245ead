import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { house, type Rule, told } from './architecture/house.ts'
import { importsRunDownhill, noCircles } from './architecture/imports.ts'
import { filesAreShort, nothingIsAny, viewsAreInert } from './architecture/shape.ts'
import { sqlAtHome, trackedOnlyInHistory } from './architecture/sql.ts'
import { everyWordIsUsed, languagesAgree } from './architecture/words.ts'

const files = house()

test.each<[string, Rule]>([
  ['imports run downhill', importsRunDownhill],
  ['no file imports itself by a way round', noCircles],
  ['SQL is where one looks for it', sqlAtHome],
  [
    'tracked records change only through history',
    trackedOnlyInHistory(await listed('src/history/tracked.ts', 'tracked')),
  ],
  ['files are short', filesAreShort],
  ['nothing is any', nothingIsAny],
  ['views hold no scripts, styles or handlers', viewsAreInert],
  ['both languages say the same', languagesAgree],
  ['every word is said somewhere', everyWordIsUsed(await listed('src/i18n/dynamic.ts', 'dynamicPrefixes'))],
])('%s', (_, rule) => {
  expect(rule(files).map(told)).toEqual([])
})

/** A list that the house keeps where it belongs; while that file is still to be written, an empty one. */
async function listed(path: string, name: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const module: Record<string, unknown> = await import(pathToFileURL(path).href)
  const list = module[name]
  if (!Array.isArray(list)) throw new Error(`${path} exports no list '${name}'`)
  return list.map(String)
}
