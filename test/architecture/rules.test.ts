import { describe, expect, test } from 'vitest'
import { filesAreShort, nothingIsAny } from './file-rules.ts'
import { importsRunDownhill, noCircles } from './imports.ts'
import { everyWordIsUsed, languagesAgree } from './messages.ts'
import { type File, failureText, type Rule } from './source-files.ts'
import { sqlAtHome, trackedOnlyInHistory } from './sql.ts'
import { viewsAreInert } from './view-rules.ts'

const files = (planted: Record<string, string>): File[] =>
  Object.entries(planted).map(([path, text]) => ({ path, text }))
const found = (rule: Rule, planted: Record<string, string>) => rule(files(planted)).map(failureText)

describe('imports only from lower layers', () => {
  const from = (path: string, ...modules: string[]) =>
    found(importsRunDownhill, { [path]: modules.map((one) => `import '${one}'`).join('\n') })

  test('a feature may import lower layers, its own files and any message file', () => {
    expect(from('src/orders/routes.ts', './form.ts', '../customers/repository.ts', '../web/route.ts', 'zod')).toEqual(
      [],
    )
    expect(from('src/i18n/messages.ts', '../orders/messages.en.json', '../settings.ts')).toEqual([])
    expect(from('src/imports/mapping.ts', '../accounts/repository.ts')).toEqual([])
    expect(from('src/worker/schedule.ts', '../orders/overdue.ts')).toEqual([])
  })

  test('it may not import higher layers, its own layer or top-level files, not even types', () => {
    expect(from('src/customers/page.ts', './form.ts', '../orders/list.ts')).toEqual([
      'src/customers/page.ts:2: imports upward: customers must not import orders; connect the two in src/wiring.ts',
    ])
    expect(from('src/imports/run.ts', '../customers/import.ts')).toHaveLength(1)
    expect(from('src/dashboard/page.ts', '../search/routes.ts')).toHaveLength(1)
    expect(from('src/jobs/runner.ts', '../worker/schedule.ts')).toHaveLength(1)
    expect(from('src/commands/demo.ts', '../../test/tools/generate/generate.ts')).toEqual([
      'src/commands/demo.ts:1: imports test/tools/generate/generate.ts: src must not import test',
    ])
    expect(found(importsRunDownhill, { 'src/web/a.ts': `import type { A } from '../orders/a.ts'` })).toHaveLength(1)
    expect(found(importsRunDownhill, { 'src/web/a.ts': `const a = await import('../orders/a.ts')` })).toHaveLength(1)
  })

  test('an augmentation is not an import, and a new folder needs a layer', () => {
    const text = `import type { A } from './a.ts'\ndeclare module '../orders/view-props.ts' { interface Views { a: A } }`
    expect(found(importsRunDownhill, { 'src/web/view-props.ts': text })).toEqual([])
    expect(from('src/cellar/wine.ts')).toEqual([expect.stringContaining("the folder 'cellar' has no layer")])
  })
})

test('an import cycle is reported with its path', () => {
  const planted = {
    'src/web/a.ts': `import './b.ts'`,
    'src/web/b.ts': `import './d.ts'\nimport './c.ts'`,
    'src/web/c.ts': `export * from './a.ts'`,
    'src/web/d.ts': '',
  }
  expect(found(noCircles, planted)).toEqual([
    'src/web/c.ts:1: import cycle: src/web/a.ts → src/web/b.ts → src/web/c.ts → src/web/a.ts',
  ])
})

describe('SQL', () => {
  test.each(['reader().selectFrom("a")', 'sql`now()`', 'sql<number>`1`', 'db.prepare(text)', 'x.exec("drop table a")'])(
    'is found: %s',
    (code) => {
      expect(found(sqlAtHome, { 'src/orders/routes.ts': `\n${code}` })).toEqual([
        expect.stringMatching(/^src\/orders\/routes\.ts:2: .+ outside repository\.ts/),
      ])
      expect(found(sqlAtHome, { 'src/orders/repository.ts': code, 'src/web/session/session-store.ts': code })).toEqual(
        [],
      )
    },
  )

  test('is not confused with regular expressions or comments', () => {
    expect(found(sqlAtHome, { 'src/orders/a.ts': '/a/.exec(text) // .prepare( is not called' })).toEqual([])
  })

  test('may update a tracked table only in src/history', () => {
    const planted = {
      'src/history/update-tracked.ts': 'writer().updateTable("orders")',
      'src/orders/repository.ts': 'writer().updateTable("orders")\nwriter().updateTable("order_lines")',
      'src/customers/repository.ts': 'sql`update orders set total = 0`',
    }
    expect(found(trackedOnlyInHistory(['orders']), planted)).toEqual([
      expect.stringContaining('src/orders/repository.ts:1: updates the tracked table orders'),
      expect.stringContaining('src/customers/repository.ts:1: updates the tracked table orders'),
    ])
  })
})

describe('code style', () => {
  test('a file above 250 lines is reported, unless it is generated', () => {
    const long = 'x\n'.repeat(251)
    expect(
      found(filesAreShort, { 'src/a.ts': long, 'src/database/tables.ts': long, 'src/b.ts': 'x\n'.repeat(250) }),
    ).toEqual(['src/a.ts:251: 251 lines, above 250: split the file'])
  })

  test('any is found in code, but not in comments and names', () => {
    const text = 'const any = 1 // as any\nlet a: any\nconst b = a as any\nlet c: Map<string, any>'
    expect(found(nothingIsAny, { 'src/a.ts': text }).map((one) => one.split(':')[1])).toEqual(['2', '3', '4'])
  })

  test('inline scripts, styles and event handlers are found in views', () => {
    const text = `<script src="/a.js"></script>
<script>alert(1)</script>
<p class="<%= page.a > 1 ? 'x' : 'y' %>"
   style="color: red">
<button data-on="x" onclick="go()">
<% const style = { onclick = 1 } %>`
    expect(found(viewsAreInert, { 'views/a.ejs': text })).toEqual([
      'views/a.ejs:2: an inline script: use public/js',
      'views/a.ejs:3: a style attribute: use public/css',
      'views/a.ejs:5: onclick= in a view: use a data-behaviour of public/js',
    ])
  })
})

describe('message files', () => {
  const en = 'src/orders/messages.en.json'
  const zh = 'src/orders/messages.zh-CN.json'
  const words = (english: object, chinese: object) => ({ [en]: JSON.stringify(english), [zh]: JSON.stringify(chinese) })

  test('plurals differ between languages and still agree', () => {
    const one = words({ 'orders.n_one': 'One', 'orders.n_other': '{{count}}' }, { 'orders.n_other': '{{count}}' })
    expect(found(languagesAgree, one)).toEqual([])
  })

  test.each([
    ['a missing word', { 'orders.a': 'A' }, {}, `${en}:1: 'orders.a' is missing in ${zh}`],
    ['an empty one', { 'orders.a': ' ' }, { 'orders.a': '甲' }, `${en}:1: 'orders.a' is empty`],
    ['a nested one', { orders: { a: 'A' } }, { orders: '甲' }, `${en}:1: 'orders' is not a string`],
    ['another value', { 'orders.a': '{{who}}' }, { 'orders.a': '甲' }, `${en}:1: 'orders.a' uses {{who}}`],
  ])('%s is found', (_, english, chinese, expected) => {
    expect(found(languagesAgree, words(english, chinese))).toContainEqual(expect.stringContaining(expected))
  })

  test('a language without its counterpart is found', () => {
    expect(found(languagesAgree, { [zh]: '{}' })).toEqual([`${zh}:1: has no counterpart ${en}`])
  })

  test('an unused message is found, unless its key is built at run time', () => {
    const planted = {
      [en]: JSON.stringify({ 'orders.said': 'A', 'orders.n_one': 'B', 'orders.state.open': 'C', 'orders.lost': 'D' }),
      'views/orders/page.ejs': `<%= t('orders.said') %>`,
      'src/orders/pages.ts': 't("orders.n", { count })',
    }
    expect(found(everyWordIsUsed(['orders.state.']), planted)).toEqual([
      expect.stringContaining("'orders.lost' is not used"),
    ])
  })
})
