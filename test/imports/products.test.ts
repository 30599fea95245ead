import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../test-app.ts'
import { browserImports, northwind } from './importing.ts'

let chen: Awaited<ReturnType<Awaited<ReturnType<typeof testApp>>['as']>>
let imports: ReturnType<typeof browserImports>
beforeAll(async () => {
  const w = await testApp()
  chen = await w.as('陈静')
  imports = browserImports(chen, 'products')
})

test('the products of Northwind: every column is mapped automatically', async () => {
  expect(await imports.all(northwind('products-import'))).toMatchObject({
    state: 'done',
    rows: 77,
    create: 77,
    reject: 0,
  })
  const page = await chen.get('/products?q=Chai')
  expect(page.text).toContain('18.00')
  expect(page.text).toContain('Beverages')
  expect(await imports.preview(northwind('products-import'), { on_duplicate: 'overwrite' })).toMatchObject({
    update: 0,
    skip: 77,
  })
})

test('a price list needs only models and prices; amounts are plain decimals', async () => {
  const told = await imports.preview('型号,单价\n1,19.50\n2,1E+3\n3,"1,234.50"\nX-9,5\n', { on_duplicate: 'overwrite' })
  expect(told).toMatchObject({ create: 0, update: 2, reject: 2 })
  const rows = await imports.rows(told.path, '?action=reject')
  expect(rows[0]).toContain('1234.50')
  expect(rows[1]).toContain('此项必填')
  expect(await imports.commit(told.path)).toMatchObject({ update: 2 })
  expect((await chen.get('/products?q=Chai')).text).toContain('19.50')
})

test('an export imported again changes nothing', async () => {
  const answer = await chen.get('/products.csv')
  expect(await imports.preview(answer.text, { on_duplicate: 'overwrite' })).toMatchObject({
    create: 0,
    update: 0,
    reject: 0,
  })
})
