import { describe, expect, test } from 'vitest'
import { failureText, type Rule } from './source-files.ts'
import { classesAreUsed, helpAddressesLead, packagesAreUsed, settingsAreUsed } from './unused.ts'

const found = (rule: Rule, planted: Record<string, string>) =>
  rule(Object.entries(planted).map(([path, text]) => ({ path, text }))).map(failureText)

describe('classes', () => {
  const css = `@layer a {
  /* .comment */
  .worn, .inside .made:hover { background: url("x.svg") }
  @media (width > 1.5rem) { .c-name > .lost { color: red; } }
}`

  test('that no element has are reported; class names in views, scripts and code count as used', () => {
    const planted = {
      'public/css/a.css': css,
      'views/a.ejs': `<p class="<% if (x > 1) { %>worn<% } %> inside"><td class="c-<%= name %>">`,
      'src/a.ts': `const tone = 'made'`,
    }
    expect(found(classesAreUsed, planted)).toEqual([
      'public/css/a.css:4: .lost is not used in views, src or public/js: delete it',
    ])
  })

  test('are not found in the text of a page', () => {
    const planted = { 'public/css/a.css': '.lost { color: red }', 'views/a.ejs': '<p class="found">lost</p>' }
    expect(found(classesAreUsed, planted)).toHaveLength(1)
  })
})

describe('packages', () => {
  const manifest = JSON.stringify({
    dependencies: { zod: '4', 'chart.js': '4', 'only-tested': '1', '@a/core': '1' },
    devDependencies: { '@types/pg': '8', '@types/node': '20', '@biomejs/biome': '2', vitest: '4', stray: '1' },
  })

  test('count as used by an import, a path or a command; test-only packages are not dependencies', () => {
    const planted = {
      'package.json': manifest,
      'src/a.ts': `import 'zod'\nimport '@a/core'\nimport 'node:fs'\nconst at = 'node_modules/chart.js/dist'\n'biome'`,
      'test/a.test.ts': `import 'only-tested'\nimport type pg from 'pg'\nimport 'vitest/config' // 'astray'`,
    }
    expect(found(packagesAreUsed, planted)).toEqual([
      'package.json:1: "only-tested" is not imported in src: remove it',
      'package.json:1: "stray" is not imported by a test or tool: remove it',
    ])
  })
})

test('a setting that nothing reads is reported, even if it has a description', () => {
  const planted = {
    'src/settings.ts': `const shape = {\n  PORT: 1,\n  HOST: 2,\n  LOST: 3,\n}\nconst hints = {\n  LOST: 'a number',\n}`,
    'src/a.ts': 'const { PORT } = settings()\nlisten(PORT, settings().HOST)',
  }
  expect(found(settingsAreUsed, planted)).toEqual(['src/settings.ts:4: LOST is not read in src: delete it'])
})

test('a path in the help without a page is reported', () => {
  const planted = {
    'src/help/section-of-page.ts': `const parts = {\n  '/a': '1',\n  '/a/:id': '2',\n  '/a/lost': '3',\n}`,
  }
  expect(found(helpAddressesLead(['/a/:id/edit', '/a/losses']), planted)).toEqual([
    `src/help/section-of-page.ts:4: '/a/lost' does not match a route: delete it`,
  ])
})
