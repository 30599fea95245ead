import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { routes } from '../src/app.ts'
import { dynamicPrefixes } from './architecture/dynamic-messages.ts'
import { shortFiles } from './architecture/exceptions.ts'
import { filesAreShort, nothingIsAny } from './architecture/file-rules.ts'
import { foldersAreSmall, shortFilesHaveReaders } from './architecture/folders.ts'
import { functionsAreShort } from './architecture/functions.ts'
import { columnsAreFields } from './architecture/import-columns.ts'
import { importedForms } from './architecture/imported-forms.ts'
import { importsRunDownhill, noCircles } from './architecture/imports.ts'
import { everyWordIsUsed, languagesAgree } from './architecture/messages.ts'
import { exportsAreUnique, namesSaySomething } from './architecture/naming.ts'
import { except, house, type Rule, told } from './architecture/source-files.ts'
import { sqlAtHome, trackedOnlyInHistory } from './architecture/sql.ts'
import { classesAreUsed, helpAddressesLead, packagesAreUsed, settingsAreUsed } from './architecture/unused.ts'
import { viewsAreInert, viewsAreLaidOut } from './architecture/view-rules.ts'
import { listsAreFilledInWiring } from './architecture/wiring.ts'

const files = house()

test.each<[string, Rule]>([
  ['imports run downhill', importsRunDownhill],
  ['no file imports itself by a way round', noCircles],
  ['SQL is where one looks for it', sqlAtHome],
  [
    'tracked records change only through history',
    trackedOnlyInHistory(await listed('src/history/tracked-tables.ts', 'trackedTables')),
  ],
  ['files are short', filesAreShort],
  ['folders are small', foldersAreSmall],
  ['short files have two readers', except(shortFilesHaveReaders, shortFiles)],
  ['functions are short', functionsAreShort],
  ['views are laid out', viewsAreLaidOut],
  ['an exported name exists once', exportsAreUnique],
  ['names say what they hold', namesSaySomething],
  ['lists of other modules are filled in one place', listsAreFilledInWiring],
  ['nothing is any', nothingIsAny],
  ['views hold no scripts, styles or handlers', viewsAreInert],
  ['both languages say the same', languagesAgree],
  ['every word is said somewhere', everyWordIsUsed(dynamicPrefixes)],
  ['every class is worn', classesAreUsed],
  ['every package is used', packagesAreUsed],
  ['every setting is read', settingsAreUsed],
  ['every address of the handbook leads somewhere', helpAddressesLead(routes.map(({ path }) => path))],
])('%s', (_, rule) => {
  expect(rule(files).map(told)).toEqual([])
})

test.each(Object.entries(importedForms))('a file of %s brings what the form asks', (_, form) => {
  expect(columnsAreFields(form).map(told)).toEqual([])
})

/** A list that the house keeps where it belongs; while that file is still to be written, an empty one. */
async function listed(path: string, name: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const module: Record<string, unknown> = await import(pathToFileURL(path).href)
  const list = module[name]
  if (!Array.isArray(list)) throw new Error(`${path} exports no list '${name}'`)
  return list.map(String)
}
