import { describe, expect, test } from 'vitest'
import { filesAreShort } from './file-rules.ts'
import { foldersAreSmall, shortFilesHaveReaders } from './folders.ts'
import { functionsAreShort } from './functions.ts'
import { columnsAreFields } from './import-columns.ts'
import { exportsAreUnique, namesSaySomething } from './naming.ts'
import { type File, failureText, type Rule, ruleWithExceptions } from './source-files.ts'
import { viewsAreLaidOut } from './view-rules.ts'
import { listsAreFilledInWiring } from './wiring.ts'

const files = (planted: Record<string, string>): File[] =>
  Object.entries(planted).map(([path, text]) => ({ path, text }))
const found = (rule: Rule, planted: Record<string, string>) => rule(files(planted)).map(failureText)

describe('exceptions', () => {
  const long = { 'src/a.ts': 'x\n'.repeat(251), 'src/b.ts': 'x\n' }

  test('excuse only what they name, and must still be needed', () => {
    expect(found(ruleWithExceptions(filesAreShort, ['src/a.ts']), long)).toEqual([])
    expect(found(ruleWithExceptions(filesAreShort, ['src/b.ts']), long)).toEqual([
      expect.stringContaining('src/a.ts:251: 251 lines'),
      'src/b.ts:1: needs no exception any more: remove it from the list',
    ])
  })
})

describe('names', () => {
  test('of exports are unique, except overloads', () => {
    const overloads =
      'export function get(a: string): void\nexport function get(a: number): void\nexport function get() {}'
    expect(found(exportsAreUnique, { 'src/a.ts': overloads, 'src/b.ts': 'export const set = 1' })).toEqual([])
    expect(found(exportsAreUnique, { 'src/a.ts': overloads, 'src/b.ts': 'export type get = 1' })).toEqual([
      'src/a.ts:1: get is exported by src/a.ts and src/b.ts: rename one of them',
      'src/b.ts:1: get is exported by src/a.ts and src/b.ts: rename one of them',
    ])
  })

  test('are not a participle or preposition alone', () => {
    expect(found(namesSaySomething, { 'src/a/paid.ts': 'export const paidAmount = 1' })).toEqual([
      "src/a/paid.ts:1: a file's name must say what it contains: use a noun or an action",
    ])
    expect(
      found(namesSaySomething, { 'src/a/payments.ts': '\nexport const paid = 1\nexport interface Given {}' }),
    ).toEqual([
      "src/a/payments.ts:2: paid: an export's name must say what it is: use a noun or an action",
      "src/a/payments.ts:3: Given: an export's name must say what it is: use a noun or an action",
    ])
  })
})

describe('lists exported by other modules', () => {
  const panels = `export const panels: Panel[] = []\nexport const names = new Map<string, string>()\nexport const full = [1]`
  const filling = `import { panels as all, names, full } from './a/panels.ts'\nall.push(1)\nnames.set('a', 'b')\nfull.push(2)`

  test('are filled only in src/wiring.ts', () => {
    expect(found(listsAreFilledInWiring, { 'src/a/panels.ts': panels, 'src/wiring.ts': filling })).toEqual([])
    expect(found(listsAreFilledInWiring, { 'src/a/panels.ts': panels, 'src/app.ts': filling })).toEqual([
      'src/app.ts:2: adds to all, which another module exports: do that in src/wiring.ts',
      'src/app.ts:3: adds to names, which another module exports: do that in src/wiring.ts',
    ])
  })

  test('do not include a module’s own copies', () => {
    const own = `import { panels } from './panels.ts'\nconst mine = [...panels]\nmine.push(1)`
    expect(found(listsAreFilledInWiring, { 'src/a/panels.ts': panels, 'src/a/b.ts': own })).toEqual([])
  })
})

describe('folders', () => {
  const folder = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/a/${index}.ts`, '']))

  test('contain at most fifteen code files', () => {
    const beside = { 'src/a/messages.en.json': '{}', 'src/a/deeper/a.ts': '' }
    expect(found(foldersAreSmall, { ...folder(15), ...beside })).toEqual([])
    expect(found(foldersAreSmall, folder(16))).toEqual(['src/a:1: 16 files, above 15: divide the folder by topic'])
  })
})

describe('a short file', () => {
  const reading = (...modules: string[]) => modules.map((one) => `import '${one}'\n`).join('')

  test('has two importers, or belongs in its only one', () => {
    const planted = {
      'src/main.ts': reading('./a/page.ts', './a/blank.ts'),
      'src/a/page.ts': reading('./blank.ts', './numbers.ts') + 'x\n'.repeat(30),
      'src/a/blank.ts': 'x\n',
      'src/a/numbers.ts': 'x\n'.repeat(25),
      'src/a/lost.ts': 'x\n',
      'src/a/long.ts': 'x\n'.repeat(26),
      'test/a.test.ts': reading('../src/a/numbers.ts', '../src/a/lost.ts'),
    }
    expect(found(shortFilesHaveReaders, planted)).toEqual([
      'src/a/lost.ts:1: 1 lines that nothing in src imports: delete them',
      'src/a/numbers.ts:1: 25 lines that only src/a/page.ts imports: move them there',
    ])
  })

  test('is allowed as an entry point or as one of a kind', () => {
    const planted = {
      'src/commands/demo.ts': '',
      'src/worker/worker-thread.ts': '',
      'src/a/payment-routes.ts': '',
      'src/a/view-props.ts': '',
      'src/a/panel.ts': '',
      'src/wiring.ts': reading('./a/panel.ts') + 'x\n'.repeat(30),
    }
    expect(found(shortFilesHaveReaders, planted)).toEqual([])
  })
})

test('a function above 60 lines is reported, also a factory', () => {
  const lines = (count: number) => '  one()\n'.repeat(count)
  const planted = {
    'src/a.ts': `export const made = () => {\n  const inner = () => {\n${lines(57)}  }\n}\nfunction short() {\n${lines(58)}}\n`,
    'test/a.test.ts': `describe('long', () => {\n${lines(100)}})`,
  }
  expect(found(functionsAreShort, planted)).toEqual(['src/a.ts:1: made has 61 lines, above 60: split the function'])
})

test('a line of a view is short and opens at most one block element', () => {
  const planted = {
    'views/a.ejs': `<p>\n${'x'.repeat(141)}\n${'x'.repeat(140)}\n</p>`,
    'views/b.ejs': `<ul>\n  <li><p><%= '<p>' %></p></li>\n  <li><a href="/"><b>b</b></a> <%= a < b %></li>\n</ul>`,
  }
  expect(found(viewsAreLaidOut, planted)).toEqual([
    'views/a.ejs:2: 141 characters, above 140: one line per element, and per attribute of a long tag',
    'views/b.ejs:2: opens li and p: one line per element',
  ])
})

test('an import column is a form field, or an exception with its reason', () => {
  const form = { path: 'a.ts', fields: ['name', 'city', 'version'], columns: ['name', 'owner', 'town'] }
  const failures = columnsAreFields({
    ...form,
    onlyInForm: { version: 'kept', name: 'both' },
    onlyInFile: { owner: 'named', lost: 'gone' },
  })
  expect(failures.map(failureText)).toEqual([
    "a.ts:1: 'city' is a form field without an import column: add the column",
    "a.ts:1: 'town' is an import column without a form field: use the form’s name",
    "a.ts:1: 'name' is not an exception of the form: remove it from the list",
    "a.ts:1: 'lost' is not an exception of the file: remove it from the list",
  ])
})
