import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../test-app.ts'
import { browserImports, northwind } from './importing.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: Awaited<ReturnType<typeof w.as>>
let imports: ReturnType<typeof browserImports>
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  imports = browserImports(chen)
})

describe('the customers of Northwind', () => {
  test('unquoted commas: 24 rows with more cells than headers are reported', async () => {
    const { path, ...told } = await imports.preview(northwind('customers-unquoted'))
    expect(told).toEqual({ state: 'preview', rows: 91, create: 67, update: 0, skip: 0, reject: 24, done: 91 })
    const rejected = await imports.rows(path, '?action=reject')
    expect(rejected).toHaveLength(24)
    for (const row of rejected) expect(row).toMatch(/该行有 1[23] 个单元格，表头只有 11 列/)
    expect((await chen.get('/customers')).all('tr[data-id]')).toHaveLength(0)
  })

  test('are all created, with the country mapped to the region by hand', async () => {
    const { path, ...told } = await imports.preview(northwind('customers'))
    expect(told).toMatchObject({ state: 'preview', rows: 91, create: 91, reject: 0 })
    const page = await chen.get(path)
    expect(page.field('columns[0]')).toBe('code')
    expect(page.field('columns[6]')).toBe('region')
    expect(page.field('columns[8]')).toBe(undefined)
    expect(await imports.say(path, { 'columns[8]': 'region' })).toMatchObject({
      status: 303,
      state: 'preview',
      create: 91,
    })
    const mapped = await chen.get(path)
    expect(mapped.field('columns[6]')).toBe(undefined)
    expect(mapped.field('columns[8]')).toBe('region')
    expect(await imports.commit(path)).toEqual({
      status: 303,
      state: 'done',
      rows: 91,
      create: 91,
      update: 0,
      skip: 0,
      reject: 0,
      done: 91,
    })
    const found = await chen.get('/customers?q=ALFKI')
    expect(found.text).toContain('Maria Anders')
    expect(found.text).toContain('Germany')
    expect((await chen.get('/customers?region=Germany')).all('tr[data-id]')).toHaveLength(11)
    const customer = await chen.get(found.attribute('tbody .c-name a', 'href') ?? '')
    expect(customer.text).toContain('陈静导入了客户')
  })

  test('are matched again by their codes', async () => {
    expect(await imports.preview(northwind('customers'))).toMatchObject({ create: 0, skip: 91, reject: 0 })
    const { path, ...told } = await imports.preview(northwind('customers-unquoted'))
    expect(told).toMatchObject({ rows: 91, create: 0, skip: 67, reject: 24 })
    expect((await imports.rows(path, '?action=skip'))[0]).toContain('客户编号：与 Maria Anders 相同')
  })

  test('the mapping is remembered for the same header', async () => {
    const { path } = await imports.preview(northwind('customers'))
    expect((await chen.get(path)).field('columns[8]')).toBe('region')
  })
})

describe('existing customers', () => {
  const file = 'code,company,phone,city,level\nD-1,恒岳仪器有限公司,021-5555,苏州,B\n'
  test.each([
    ['skip', 0, 1, { phone: '021-1111', city: '', level: 'A' }],
    ['fill', 1, 0, { phone: '021-1111', city: '苏州', level: 'A' }],
    ['overwrite', 1, 0, { phone: '021-5555', city: '苏州', level: 'B' }],
  ])('%s', async (on_duplicate, update, skip, after) => {
    const code = `D-1${on_duplicate}`
    const id = await w.customer({ code, company: `${on_duplicate}恒岳仪器`, phone: '021-1111', level: 'A', name: '' })
    const row = file.replace('D-1', code).replace('恒岳', `${on_duplicate}恒岳`)
    const told = await imports.all(row, { on_duplicate })
    expect(told).toMatchObject({ state: 'done', create: 0, update, skip })
    const form = await chen.get(`/customers/${id}/edit`)
    for (const [field, value] of Object.entries(after)) expect(form.field(field)).toBe(value)
    expect(await imports.all(row, { on_duplicate })).toMatchObject({ update: 0, skip: 1 })
  })

  test('are matched by phone, email, company and name with city, within the file too', async () => {
    await w.customer({ name: '韦小宝', phone: '0512-6288 4417', email: 'wei@x.example', city: '扬州', code: 'K-1' })
    const text = [
      '姓名,公司,电话,邮箱,城市',
      '韦先生,,+86 512 62884417,,',
      '韦爵爷,,,WEI@x.example,',
      '韦小宝,,13900000001,,扬州',
      '陈近南,天地会有限公司,13900000002,,',
      '总舵主,天地会,13900000003,,',
    ].join('\r\n')
    const { path, ...told } = await imports.preview(text)
    expect(told).toMatchObject({ create: 1, skip: 4 })
    const rows = await imports.rows(path)
    expect(rows[0]).toContain('电话：与韦小宝相同')
    expect(rows[1]).toContain('邮箱：与韦小宝相同')
    expect(rows[2]).toContain('姓名和城市与韦小宝相同')
    expect(rows[4]).toContain('与文件第 5 行相同')
    expect(await imports.commit(path)).toMatchObject({ state: 'done', create: 1, skip: 4 })
  })

  test('a later row adds values to a customer of an earlier row', async () => {
    const text = 'code,name,phone,city\nF-1,Ada,1234567,\nF-1,,,Bonn\nF-1,,,Bonn\n'
    const { path, ...told } = await imports.preview(text, { on_duplicate: 'fill' })
    expect(told).toMatchObject({ create: 1, update: 1, skip: 1, reject: 0 })
    expect(await imports.commit(path)).toMatchObject({ create: 1, update: 1, skip: 1, done: 3 })
    expect((await chen.get('/customers?q=F-1')).text).toContain('Bonn')
  })

  test('may be created by someone else between preview and writing', async () => {
    const { path } = await imports.preview('code,name,phone\nR-1,Rosa,7654321\n')
    await w.customer({ code: 'R-1', name: 'Rosa', phone: '7654321' })
    expect(await imports.commit(path)).toMatchObject({ state: 'done', create: 0, skip: 1 })
  })
})

describe('columns that are not imported', () => {
  test('are reported before anything is written, except a column of old rejection reasons', async () => {
    const { path } = await imports.preview('name,phone,Shoe size,拒绝原因\nKai,55512340,44,\n')
    expect((await chen.get(path)).one('[data-unused="1"]')).toContain('Shoe size。')
    await imports.say(path, { 'columns[2]': 'notes' })
    expect((await chen.get(path)).one('[data-unused]')).toBeUndefined()
  })
})

describe('rejected rows', () => {
  test('list each error, and can be downloaded, corrected and imported again', async () => {
    const text =
      '\uFEFFname;phone;email;level\nKai;;;\nLea;no phone;;\nMia;1234568;mia@;D\nNoa;2345678;noa@x.example;c\n'
    const { path, ...told } = await imports.preview(text)
    expect(told).toMatchObject({ rows: 4, create: 1, reject: 3 })
    expect(await imports.commit(path)).toMatchObject({ state: 'done', create: 1, reject: 3 })
    const answer = await chen.get(`${path}/rejected.csv`)
    expect(answer.headers['content-disposition']).toContain('file.rejected.csv')
    const lines = answer.text.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines[0]).toBe('name,phone,email,level,拒绝原因')
    expect(lines[1]).toMatch(/^Kai,,,,电话：请至少填写一种联系方式/)
    expect(lines[2]).toContain('请输入有效的电话号码')
    expect(lines[3]).toMatch(/邮箱：.*；级别：/)
    const mended = lines
      .join('\n')
      .replace('Kai,', 'Kai,111222333')
      .replace('no phone', '99887766')
      .replace('mia@,D', 'mia@x.example,B')
    expect(await imports.all(mended)).toMatchObject({ state: 'done', create: 3, reject: 0 })
  })

  test('unknown salespeople are asked for once', async () => {
    const text =
      'name,phone,owner\nA1,300001,wangfang\nA2,300002,zhoujie\nA3,300003,ZhouJie\nA4,300004,李强\nA5,300005,maria\n'
    const { path, ...told } = await imports.preview(text)
    expect(told).toMatchObject({ create: 2, reject: 3 })
    const page = await chen.get(path)
    expect(page.all('select[name^="people["]')).toHaveLength(2)
    const answers = { 'people[zhoujie]': String(w.who('李强').id), 'people[maria]': 'skip' }
    expect(await imports.say(path, answers)).toMatchObject({ create: 4, skip: 1, reject: 0 })
    await imports.commit(path)
    expect((await chen.get('/customers?q=A3')).one('td.c-owner')).toContain('李强')
    expect((await chen.get('/customers?q=A4')).one('td.c-owner')).toContain('李强')
    expect((await chen.get('/customers?q=A5')).all('tr[data-id]')).toHaveLength(0)
  })
})

test('new codes are higher than those in the file', async () => {
  const last = (await chen.get('/customers')).text
  expect(last).toBeTruthy()
  const taken = Array.from(
    { length: 5 },
    (_, index) => `KH-${String(60 + index).padStart(5, '0')},Given ${index},55500${index}`,
  )
  const given = Array.from({ length: 80 }, (_, index) => `,New ${index},44400${index}`)
  const told = await imports.all(['code,name,phone', ...given, ...taken].join('\n'))
  expect(told).toMatchObject({ state: 'done', create: 85, reject: 0 })
})

test('new values are added to the choice lists', async () => {
  await imports.all('name,phone,region,industry,source\nZoe,8877665,Atlantis,Diving,Bottle post\n')
  const form = await chen.get('/customers/new')
  for (const word of ['Atlantis', 'Diving', 'Bottle post']) expect(form.text).toContain(`<option value="${word}">`)
})

test('a salesperson may not import', async () => {
  const { path } = await imports.preview('name,phone\nYan,6655443\n')
  const wang = await w.as('王芳')
  expect((await wang.get('/customers/import')).status).toBe(403)
  expect((await wang.upload('/customers/import', 'a.csv', 'name\nX')).status).toBe(403)
  expect((await wang.get(path)).status).toBe(403)
  expect((await wang.get(`${path}.json`)).status).toBe(403)
  expect((await wang.get(`${path}/rejected.csv`)).status).toBe(403)
  expect((await wang.send(`${path}/commit`)).status).toBe(403)
  expect((await imports.told(path)).state).toBe('preview')
})
