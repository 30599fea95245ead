import fc from 'fast-check'
import { expect, test } from 'vitest'
import { companyKey, emailKey, nameKey } from '../../src/values/match-keys.ts'

test.each([
  ['苏州华信科技有限公司', '苏州华信科技'],
  ['苏州华信科技股份有限公司', '苏州华信科技'],
  ['苏州华信科技 有限责任公司', '苏州华信科技'],
  ['苏州（中国）有限公司', '苏州中国'],
  ['华为集团有限公司', '华为'],
  ['海尔集团', '海尔'],
  ['宏達電股份有限公司', '宏達電'],
  ['Northwind Traders Co., Ltd', 'northwindtraders'],
  ['Northwind Traders Co.,Ltd.', 'northwindtraders'],
  ['NORTHWIND TRADERS COMPANY LIMITED', 'northwindtraders'],
  ['Ｎｏｒｔｈｗｉｎｄ　Ｔｒａｄｅｒｓ Inc.', 'northwindtraders'],
  ['Müller GmbH & Co. KG', 'muller'],
  ['Seguros S.A.', 'seguros'],
  ['Philips N.V.', 'philips'],
  ['Siemens AG', 'siemens'],
  ['阿里 Corp', '阿里'],
  ['有限公司', '有限公司'],
  ['公司', '公司'],
  ['Co., Ltd', 'co'],
  ['***', '***'],
])('%s is compared as %s', (text, key) => {
  expect(companyKey(text)).toBe(key)
})

test('an empty name gives an empty key, any other a non-empty one', () => {
  expect([companyKey('  '), emailKey(' '), nameKey('')]).toEqual([null, null, null])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(companyKey(`a${text}`)).toBeTruthy()
      expect(companyKey(`有限公司${text}`)).toBeTruthy()
    }),
  )
})

test('names and addresses are compared regardless of case, width and spaces', () => {
  expect(emailKey(' Maria.Anders＠Example.COM ')).toBe('maria.anders@example.com')
  expect(nameKey('张 三')).toBe(nameKey('张三'))
  expect(nameKey('José Pavarotti')).toBe('josepavarotti')
  expect(nameKey('买买提·阿不都')).toBe('买买提阿不都')
})
