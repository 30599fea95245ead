import type { Random } from '../../../src/commands/demo/random.ts'
import type { Fields } from '../../../src/fields/definition.ts'

const words = [
  '华东',
  '已确认',
  '按月联系',
  '展会样品',
  '需要培训',
  'A 类',
  '2 号楼',
  '周三上午',
  '长期合作',
  '待补充资料',
]

/** Text fields that a generator has no values of its own for: half of the records get one of a few words. */
export function furtherFields<N extends string>(fields: Fields, known: readonly string[]) {
  const names = Object.values(fields).flatMap(({ name, kind }) =>
    kind === 'text' && !known.includes(name) ? [name as N] : [],
  )
  const values = (by: Random): Record<string, string | null> =>
    Object.fromEntries(names.map((name) => [name, by.happens(0.5) ? by.one(words) : null]))
  return { names, values }
}
