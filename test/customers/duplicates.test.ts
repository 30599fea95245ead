import { expect, test } from 'vitest'
import {
  dismissDuplicate,
  findDuplicates,
  undismissedCustomerDuplicates,
} from '../../src/customers/duplicates/duplicates.ts'
import { matchKeysFrom } from '../../src/customers/search-text-and-keys.ts'
import { testApp } from '../test-app.ts'

/** Many customers with the same name. */
const w = await testApp()
const zhang = { name: '张伟', city: '上海' }
const phone = '139 1702 5536'
const ids: number[] = []
for (let made = 0; made < 30; made++) ids.push(await w.customer({ ...zhang, phone: `021-5000${1000 + made}` }))
const last = await w.customer({ ...zhang, phone, company: '苏州恒测仪器有限公司' })
await w.customer({ name: '别人', city: '上海', company: '恒测' })
const said = matchKeysFrom({ name: '张伟', city: '上海', phone, email: null, company: '苏州恒测仪器' }, [])

test('a customer with the same phone comes before thirty with the same name, with all reasons', async () => {
  const found = await findDuplicates(said)
  expect(found).toHaveLength(10)
  expect(found[0]).toMatchObject({ id: last, reasons: expect.arrayContaining(['phone', 'company', 'name_city']) })
  expect(found.slice(1).map(({ id }) => id)).toEqual(ids.slice(0, 9))
})

test('the customer itself is not listed', async () => {
  expect((await findDuplicates(said, last)).map(({ id }) => id)).toEqual(ids.slice(0, 10))
})

test('dismissed duplicates make room for others until one of them changes', async () => {
  const one = { id: last, version: 1 }
  const before = await undismissedCustomerDuplicates(one)
  for (const other of before) await dismissDuplicate(one, other, w.who('王芳'))
  expect((await undismissedCustomerDuplicates(one)).map(({ id }) => id)).toEqual(ids.slice(10, 20))
  expect((await undismissedCustomerDuplicates({ ...one, version: 2 })).map(({ id }) => id)).toEqual(ids.slice(0, 10))
})
