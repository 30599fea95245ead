import { beforeAll, describe, expect, test } from 'vitest'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
beforeAll(async () => {
  w = await testApp()
  await w.customer({
    name: '张三',
    company: '上海恒岳精密仪器有限公司',
    phone: '138 1702 5536',
    region: '上海',
    level: 'A',
    source: '展会',
  })
  await w.customer({ name: '单雄', company: '苏州恒测', email: 'shan@hengce.example', region: '江苏', level: 'B' })
  await w.customer({ name: '曾洁', company: '昆明科学院', region: '云南', level: 'B', owner: '李强' })
  await w.customer({
    name: 'Jürgen Müller',
    company: 'Frankenversand GmbH',
    phone: '+49 89 0877310',
    code: 'FRANK',
    region: 'Bayern',
  })
  wang = await w.as('王芳')
})

const names = async (query: string): Promise<string[]> => (await wang.get(`/customers?${query}`)).all('tr[data-id] th')

describe('search', () => {
  test.each([
    ['a family name', '张', ['张三']],
    ['pinyin', 'zhangsan', ['张三']],
    ['initials', 'zs', ['张三']],
    ['a family name’s own reading', 'shanxiong', ['单雄']],
    ['another reading of the character', 'danxiong', ['单雄']],
    ['曾 as a family name', 'zeng', ['曾洁']],
    ['a company', '恒测', ['单雄']],
    ['a company’s initials', 'shhy', ['张三']],
    ['digits within a phone', '17025536', ['张三']],
    ['a phone as it is written', '138 1702', ['张三']],
    ['an email', 'HENGCE.example', ['单雄']],
    ['a code', 'frank', ['Jürgen Müller']],
    ['a name without its accents', 'muller', ['Jürgen Müller']],
    ['full width', 'ＦＲＡＮＫ', ['Jürgen Müller']],
    ['two words, both to be found', 'zhang 上海', ['张三']],
    ['two words of two customers', 'zhang 昆明', []],
    ['no hit', 'xyzzy', []],
    ['signs that a search language would read', '") OR 1=1 --', []],
  ])('finds by %s', async (_, q, expected) => {
    expect(await names(`q=${encodeURIComponent(q)}`)).toEqual(expected)
  })
})

describe('filters, sorts and pages', () => {
  test('filters by owner, region, source, level and days without contact', async () => {
    expect(await names(`owner_id=${w.who('李强').id}`)).toEqual(['曾洁'])
    expect(await names('region=江苏')).toEqual(['单雄'])
    expect(await names('source=展会')).toEqual(['张三'])
    expect((await names('level=B')).toSorted()).toEqual(['单雄', '曾洁'].toSorted())
    expect(await names('inactive_days=30')).toHaveLength(4)
    expect(await names('level=B&region=云南')).toEqual(['曾洁'])
  })

  test('sorts Chinese by pinyin, in both directions', async () => {
    expect(await names('sort=name')).toEqual(['Jürgen Müller', '单雄', '曾洁', '张三'])
    expect(await names('sort=-name')).toEqual(['张三', '曾洁', '单雄', 'Jürgen Müller'])
  })

  test('an invalid filter is ignored and reported', async () => {
    const page = await wang.get('/customers?level=Z&sort=secret&page=0&inactive_days=-1&owner_id=1&owner_id=2')
    expect(page.status).toBe(200)
    expect(page.all('tr[data-id]')).toHaveLength(4)
    for (const name of ['level', 'sort', 'page', 'inactive_days', 'owner_id'])
      expect(page.one('.notice.warn')).toContain(name)
  })

  test('a page beyond the last is empty, not an error', async () => {
    const page = await wang.get('/customers?page=99')
    expect(page.status).toBe(200)
    expect(page.all('tr[data-id]')).toHaveLength(0)
    expect(page.text).toContain('页码超出范围')
  })

  test('an empty list has no count', async () => {
    expect((await wang.get('/customers')).one('.pager')).toContain('4')
    expect((await wang.get(`/customers?q=${encodeURIComponent('龘龘')}`)).one('.pager')).toBe('')
  })

  test('pages of 25 contain every customer once', async () => {
    for (let n = 0; n < 60; n++) await w.customer({ name: `客户${n}`, notes: 'viele' })
    const pages = await Promise.all([1, 2, 3].map((page) => wang.get(`/customers?sort=name&page=${page}`)))
    const ids = pages.flatMap((page) => page.all('tr[data-id] th'))
    expect(pages.map((page) => page.all('tr[data-id]').length)).toEqual([25, 25, 14])
    expect(new Set(ids).size).toBe(64)
    expect(pages[0]?.one('.pager')).toContain('1–25 / 64')
  })
})
