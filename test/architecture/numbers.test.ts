import { expect, test } from 'vitest'
import { exportsOf, repeatedNames } from './exports.ts'
import { functionsOf } from './functions.ts'
import { measure, table } from './numbers.ts'

const file = (path: string, text: string) => ({ path, text })

test('functions are measured in lines and cyclomatic complexity', () => {
  const text = `export function plain() {
  return 1
}
const branching = (a: number, b = 1, { c = 2 } = {}) => {
  if (a && b) return c ?? 0
  for (const d of []) while (d) a ||= b ? 1 : 2
  switch (a) {
    case 1:
    case 2:
      return a
    default:
      try { return a?.b } catch { return 0 }
  }
}
const outer = () => [1].map((one) => (one ? 1 : 2))
declare function nothing(): void`
  const found = functionsOf(file('src/a.ts', text))
  expect(found.map(({ name, line, lines, complexity }) => [name, line, lines, complexity])).toEqual([
    ['plain', 1, 3, 1],
    ['branching', 4, 11, 15],
    ['outer', 15, 1, 1],
    ['outer', 15, 1, 2],
  ])
})

test('an export is used if it is imported by name, as a type, as a namespace or dynamically', () => {
  const names = ['named', 'renamed', 'Typed', 'passedOn', 'tested', 'alone', 'left', 'right']
  const exports = exportsOf([
    file(
      'src/a/a.ts',
      `export const named = 1, { left, right: [right] } = alone
export function renamed() {}
export interface Typed {}
const passedOn = 1
export { passedOn, type tested }
export const alone = 1
export default named`,
    ),
    file('src/b.ts', `import one, { named, renamed as other } from './a/a.ts'\nexport { passedOn } from './a/a.ts'`),
    file('src/c.ts', `type T = import('./a/a.ts').Typed\nexport const loaded = await import('./d.ts')`),
    file('src/d.ts', `import './a/a.ts'\nexport const dynamic = 1`),
    file('test/a.test.ts', `import { tested, named } from '../src/a/a.ts'\nexport const alone = 1`),
  ])
  const usage = Object.fromEntries(exports.map(({ path, name, usedBy }) => [`${path} ${name}`, usedBy]))
  expect(names.map((name) => [name, usage[`src/a/a.ts ${name}`]])).toEqual([
    ['named', 'src'],
    ['renamed', 'src'],
    ['Typed', 'src'],
    ['passedOn', 'src'],
    ['tested', 'tests'],
    ['alone', 'nobody'],
    ['left', 'nobody'],
    ['right', 'nobody'],
  ])
  expect([usage['src/d.ts dynamic'], usage['src/c.ts loaded']]).toEqual(['src', 'nobody'])
  expect(usage).not.toHaveProperty(['test/a.test.ts alone'])
  expect(repeatedNames(exports)).toEqual([['passedOn', ['src/a/a.ts', 'src/b.ts']]])
})

test('the figures form a table, each with the location of the largest one', () => {
  const planted = [
    file('src/a/a.ts', 'export const a = () => 1\n'),
    file('src/a/b.ts', 'import "./a.ts"\nexport function b() {\n  return a ? 1 : 2\n}\n'),
    file('src/c.ts', 'x\n'.repeat(1234)),
    file('views/a.ejs', 'x\n'),
  ]
  const written = table(measure(planted))
  expect(written).toContain('| lines | 1,239 |  |')
  expect(written).toContain('| lines of the largest file | 1,234 | src/c.ts |')
  expect(written).toContain('| files in the largest folder | 2 | src/a |')
  expect(written).toContain('| highest complexity | 2 | src/a/b.ts b |')
  expect(written).toContain('| exported names that only their own file uses | 2 |  |')
})
