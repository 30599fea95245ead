import type { Visitor } from '../../program/http-client.ts'
import { cyclingThrough, type Task } from '../measure.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const digits = [...'0123456789']
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡']
const mail = ['com', 'example.com', '@example', 'contact1', 'contact12', 'e.com', 'example', 'xample']
const pinyin =
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo wangwei lixiaolin zhangqiang liujun chenmin zw lqq wf sh hz shanghai hangzhou suzhou nanjing shenzhen keji jingmi yiqi zhiyao huagong'.split(
    ' ',
  )
const companies = [
  '有限公司',
  '科技',
  '精密仪器',
  '生物',
  '上海',
  '杭州',
  '苏州恒岳',
  '股份',
  '大学',
  '检测院',
  '新材料',
]
const numbers = ['138', '1391', '13812', '8888', '0571', 'SO-0001', 'SO-000042', 'KH-00007', 'KH-0', '2024', '99']
const nothing = 'xqzj qqqq vvxx 龘龘 zzzzz 0000000000000 ∀∃ 無此人 nobody-at-all kh-99999999 qxqx wwwqqq'.split(' ')

const kinds: readonly [string, readonly string[]][] = [
  ['one letter', letters],
  ['one digit', digits],
  ['a surname', surnames],
  ['a mail address', mail],
  ['pinyin and initials', pinyin],
  ['a company', companies],
  ['a phone or a number', numbers],
  ['no hit', nothing],
]

const wanted = 200

/** Two hundred queries of all kinds, completed with pairs of letters, for the lists and the global search. */
export const queries: readonly string[] = filledUp(kinds.flatMap(([, some]) => some))

/** The global search: by kind of query, with all queries, and as a salesperson. */
export function searchTasks(manager: Visitor, salesperson: Visitor): Task[] {
  const task = (what: string, as: Visitor, some: readonly string[]): Task => {
    const query = cyclingThrough(some)
    return {
      part: 'search',
      what: `${what} (${some.length})`,
      as,
      request: (number) => ({ path: `/search?${new URLSearchParams({ q: query(number) })}` }),
      limit: 'search',
      least: some.length,
    }
  }
  return [
    ...kinds.map(([kind, some]) => task(kind, manager, some)),
    task('all queries', manager, queries),
    task('all queries, as a salesperson', salesperson, queries),
  ]
}

function filledUp(some: readonly string[]): string[] {
  const pairs = letters.flatMap((first, at) => [
    `${first}${letters[(at + 7) % 26]}`,
    `${first}${letters[(at + 3) % 26]}`,
  ])
  return [...new Set([...some, ...pairs])].slice(0, wanted)
}
