import iconv from 'iconv-lite'
import { beforeAll, describe, expect, test } from 'vitest'
import { customerImport } from '../../src/customers/import/import.ts'
import { messages } from '../../src/i18n/messages.ts'
import { testApp } from '../test-app.ts'
import { browserImports } from './importing.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: Awaited<ReturnType<typeof w.as>>
let imports: ReturnType<typeof browserImports>
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  imports = browserImports(chen)
})

const table = [
  ['客户编号', '姓名', '公司名称', '联系电话', '地区', '备注'],
  ['BM-1', '王小明', '北京星辰科技有限公司', '010-88886666', '北京', '喜欢"茶"'],
  ['BM-2', '李娜', '深圳海风', '0755-1234567', '广东', ''],
]
const written = (delimiter: string, end: string) =>
  table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + end).join('')

describe('files as users have them', () => {
  test.each([
    ['UTF-8', Buffer.from(written(',', '\n'))],
    ['UTF-8 with BOM and CRLF', Buffer.from(`\uFEFF${written(',', '\r\n')}`)],
    ['GB18030 with CR', iconv.encode(written(',', '\r'), 'gb18030')],
    ['GB18030 with semicolons', iconv.encode(written(';', '\r\n'), 'gb18030')],
    ['UTF-16 LE with BOM and tabs', iconv.encode(`\uFEFF${written('\t', '\r\n')}`, 'utf-16le')],
    ['UTF-16 BE with BOM', iconv.encode(`\uFEFF${written(',', '\r\n')}`, 'utf-16be')],
    ['UTF-16 LE without BOM', iconv.encode(written('\t', '\n'), 'utf-16le')],
  ])('%s', async (_, content) => {
    const { path, ...told } = await imports.preview(content)
    expect(told).toMatchObject({ state: 'preview', rows: 2, create: 2, reject: 0 })
    const rows = await imports.rows(path)
    expect(rows[0]).toContain('喜欢"茶"')
    expect(rows[1]).toContain('深圳海风')
    expect((await chen.get(path)).all('select[name^="columns["] option[selected]')).toHaveLength(6)
  })

  test('in a chosen encoding', async () => {
    expect(await imports.preview(iconv.encode(written(',', '\n'), 'gb18030'), { encoding: 'gb18030' })).toMatchObject({
      create: 2,
    })
    const refused = await chen.upload('/customers/import', 'a.csv', iconv.encode(written(',', '\n'), 'gb18030'), {
      encoding: 'utf-8',
    })
    expect(refused.status).toBe(422)
    expect(refused.one('#file-wrong')).toContain('无法按此编码读取文件')
  })

  test.each([
    ['customerID,contactName,Contact Title,COMPANY_NAME,Phone', 'code,name,title,company,phone'],
    ['Customer Id,Full Name,job-title,Company,Mobile', 'code,name,title,company,phone'],
    ['客户编号,联系人,职务,公司,手机', 'code,name,title,company,phone'],
    ['编号,姓名,职位,客户名称,电话', 'code,name,title,company,phone'],
    ['country,name,phone', 'region,name,phone'],
    ['country,region,name,phone', ',region,name,phone'],
    ['国家,省份,姓名,电话', ',region,name,phone'],
  ])('with headers in %s', async (header, expected) => {
    const columns = header.split(',').length
    const row = Array.from({ length: columns }, (_, index) => `12345${index}`).join(',')
    const { path } = await imports.preview(`${header}\n${row}\n`)
    const page = await chen.get(path)
    const found = Array.from({ length: columns }, (_, index) => page.field(`columns[${index}]`) ?? '')
    expect(found.join(',')).toBe(expected)
  })
})

describe('a file that is not a table', () => {
  const xlsx = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(500)])
  test.each([
    ['a workbook', xlsx, '该文件不是 CSV', "This isn't a CSV file"],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), '该文件不是 CSV', "This isn't a CSV file"],
    ['nothing', Buffer.alloc(0), '文件为空', 'The file is empty'],
    ['a header only', Buffer.from('name,phone\n'), '只有表头', 'no rows'],
    [
      '600 columns',
      Buffer.from(`${Array(600).fill('a').join(',')}\n1\n`),
      '第 1 行超过 500 列',
      'more than 500 columns',
    ],
    ['an open quote', Buffer.from('name,phone\n"Kai,1\nLea,2\n'), '第 2 行的引号没有成对', 'opened in line 2'],
  ])('%s', async (_, content, chinese, english) => {
    for (const [locale, said] of [
      ['zh-CN', chinese],
      ['en', english],
    ] as const) {
      await w.setLocale('陈静', locale)
      const answer = await chen.upload('/customers/import', 'file.csv', content, { on_duplicate: 'fill' })
      expect(answer.status).toBe(422)
      expect(answer.one('#file-wrong')).toContain(said)
      expect(answer.field('on_duplicate')).toBe('fill')
    }
    await w.setLocale('陈静', 'zh-CN')
  })

  test('is also detected later: the import reports it and nothing is written', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `Person ${index},70000${index}`)
    const { path, ...told } = await imports.preview(['name,phone', ...rows, '"Open,1', 'Shut,2'].join('\n'))
    expect(told.state).toBe('failed')
    expect((await chen.get(path)).text).toContain('第 3002 行的引号没有成对')
    expect((await chen.send(`${path}/commit`)).status).toBe(422)
    expect((await chen.get('/customers')).all('tr[data-id]')).toHaveLength(0)
  })

  test('is a missing file', async () => {
    const answer = await chen.send('/customers/import', {})
    expect(answer.status).toBe(422)
    expect(answer.one('#file-wrong')).toContain('请选择文件')
  })
})

test('the template has every column, in the reader’s language', async () => {
  const answer = await chen.get('/customers/import/template.csv')
  const labels = customerImport.fields.map(({ label }) => messages['zh-CN'][label as keyof (typeof messages)['zh-CN']])
  expect(answer.text.trim()).toBe(labels.join(','))
  expect(labels).toContain('负责人')
  const { path } = await imports.preview(
    `${answer.text.trim()}\r\n${labels.map((label) => (label === '电话' ? '123456' : label === '客户姓名' ? 'Tom' : '')).join(',')}\r\n`,
  )
  expect((await chen.get(path)).all('select[name^="columns["] option[selected]')).toHaveLength(labels.length)
})

test('NULL and \\N are empty; more cells than headers are rejected only if they have content', async () => {
  const { path, ...told } = await imports.preview(
    'name,phone,email\nAda,NULL,\\N\nBob,1234567,NULL,,\nCyd,1234568,,x\n',
  )
  expect(told).toMatchObject({ create: 1, reject: 2 })
  const rows = await imports.rows(path)
  expect(rows[0]).toContain('请至少填写一种联系方式')
  expect(rows[2]).toContain('该行有 4 个单元格，表头只有 3 列')
})

test('an export imported again changes nothing', async () => {
  await imports.all('name,phone,notes,level\n=1+1,5551234,\'=x,A\n韦小宝,5551235,"two\nlines",B\n', {})
  const answer = await chen.get('/customers.csv')
  expect(answer.status).toBe(200)
  const told = await imports.preview(answer.text, { on_duplicate: 'overwrite' })
  expect(told).toMatchObject({ create: 0, update: 0, skip: 2, reject: 0 })
})
