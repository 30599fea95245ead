import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { routes } from '../src/app.ts'
import { customerImport } from '../src/customers/import/import.ts'
import { orderImport } from '../src/orders/import/import.ts'
import { productImport } from '../src/products/import.ts'
import { dynamicPrefixes } from './architecture/dynamic-messages.ts'
import { shortFiles } from './architecture/exceptions.ts'
import { filesAreShort, nothingIsAny } from './architecture/file-rules.ts'
import { foldersAreSmall, shortFilesHaveReaders } from './architecture/folders.ts'
import { functionsAreShort } from './architecture/functions.ts'
import { columnsAreFields, headersAreUnique } from './architecture/import-columns.ts'
import { importedForms } from './architecture/imported-forms.ts'
import { importsRunDownhill, noCircles } from './architecture/imports.ts'
import { everyWordIsUsed, languagesAgree } from './architecture/messages.ts'
import { exportsAreUnique, namesSaySomething } from './architecture/naming.ts'
import { failureText, type Rule, ruleWithExceptions, sourceFiles } from './architecture/source-files.ts'
import { sqlAtHome, trackedOnlyInHistory } from './architecture/sql.ts'
import { classesAreUsed, helpAddressesLead, packagesAreUsed, settingsAreUsed } from './architecture/unused.ts'
import { viewsAreInert, viewsAreLaidOut } from './architecture/view-rules.ts'
import { listsAreFilledInWiring } from './architecture/wiring.ts'

const files = sourceFiles()

test.each<[string, Rule]>([
  ['imports only from lower layers', importsRunDownhill],
  ['no import cycles', noCircles],
  ['SQL is only in repository files', sqlAtHome],
  [
    'tracked records change only through updateTracked()',
    trackedOnlyInHistory(await listed('src/history/tracked-tables.ts', 'trackedTables')),
  ],
  ['files are short', filesAreShort],
  ['folders are small', foldersAreSmall],
  ['short files have two importers', ruleWithExceptions(shortFilesHaveReaders, shortFiles)],
  ['functions are short', functionsAreShort],
  ['views are indented with one element a line', viewsAreLaidOut],
  ['exported names are unique', exportsAreUnique],
  ['names say what they contain or do', namesSaySomething],
  ['lists of other modules are filled only in src/wiring.ts', listsAreFilledInWiring],
  ['no type is any', nothingIsAny],
  ['views have no inline scripts, styles or handlers', viewsAreInert],
  ['both languages have the same messages', languagesAgree],
  ['every message is used', everyWordIsUsed(dynamicPrefixes)],
  ['every CSS class is used', classesAreUsed],
  ['every package is used', packagesAreUsed],
  ['every setting is read', settingsAreUsed],
  ['every path in the help has a route', helpAddressesLead(routes.map(({ path }) => path))],
])('%s', (_, rule) => {
  expect(rule(files).map(failureText)).toEqual([])
})

test.each(Object.entries(importedForms))('an import of %s has the columns of its form', (_, form) => {
  expect(columnsAreFields(form).map(failureText)).toEqual([])
})

test.each([customerImport, productImport, orderImport])(
  'each header belongs to one field: $kind',
  ({ kind, fields }) => {
    const headers = new Map(fields.map(({ name, synonyms = [] }) => [name, [name, ...synonyms]]))
    expect(headersAreUnique({ path: `src/${kind}/fields.ts`, headers }).map(failureText)).toEqual([])
  },
)

/** An exported list of the named module; empty if the file does not exist. */
async function listed(path: string, name: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const module: Record<string, unknown> = await import(pathToFileURL(path).href)
  const list = module[name]
  if (!Array.isArray(list)) throw new Error(`${path} exports no list '${name}'`)
  return list.map(String)
}
