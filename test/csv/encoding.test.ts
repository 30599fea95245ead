import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeFile, detectEncoding, type Encoding, encodings } from '../../src/csv/encoding.ts'
import { cellsOf, collectItems, file, northwind, refusalOf } from './files.ts'

const chinese = '客户编号,客户姓名,备注\r\nC1,王芳,一个　客户\r\nC2,李强,𠮷野家😀\r\n'
const decoded = async (content: Buffer, encoding: Encoding) =>
  (await collectItems(decodeFile(file(content), encoding))).join('')
const detected = (content: Buffer) => detectEncoding(file(content))

describe('detecting the encoding', () => {
  test.each(encodings)('%s, with and without BOM', async (encoding) => {
    for (const addBOM of [true, false]) {
      const content = iconv.encode(chinese, encoding, { addBOM })
      expect(await detected(content)).toBe(encoding)
      expect(await decoded(content, await detected(content))).toBe(chinese)
      expect(await decoded(content, encoding)).toBe(chinese)
    }
  })

  test('a character with a low NUL byte does not swap the byte order of UTF-16', async () => {
    const text = `名\r\n${'一'.repeat(500)}\r\n`
    expect(await detected(iconv.encode(text, 'utf-16le'))).toBe('utf-16le')
    expect(await detected(iconv.encode(text, 'utf-16be'))).toBe('utf-16be')
  })

  test('a single GB18030 character at the end of a large file is found', async () => {
    const content = Buffer.concat([Buffer.from('name,city\r\n'.repeat(20_000)), iconv.encode('王芳', 'gb18030')])
    expect(await detected(content)).toBe('gb18030')
    expect((await decoded(content, 'gb18030')).endsWith('王芳')).toBe(true)
  })

  test.each(encodings)('%s characters split across chunks stay intact', async (encoding) => {
    for (const start of ['', 'a', 'ab', 'abc']) {
      const text = start + '王é€𠮷'.repeat(30_000)
      expect(await decoded(iconv.encode(text, encoding), encoding)).toBe(text)
    }
  })
})

describe('rejecting', () => {
  test.each([
    ['bytes of no known encoding', Buffer.from('name\n\xff\xff\n', 'latin1'), 'encoding'],
    ['a letter cut off at the end', iconv.encode('王芳', 'gb18030').subarray(0, 3), 'encoding'],
    ['NULs that are no UTF-16', Buffer.from('a,b\n\0\0\0c,d\n'), 'binary'],
    ['one NUL in text', Buffer.from('a,b\n\0c,d\n'), 'binary'],
    ['an .xlsx', Buffer.from('PK\x03\x04rest'), 'binary'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'binary'],
    ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'binary'],
  ])('%s', async (_what, content, code) => {
    expect(await refusalOf(detected(content))).toEqual([code, null, null])
  })

  test('a file that is not in the chosen encoding', async () => {
    expect(await refusalOf(decoded(iconv.encode(chinese, 'gb18030'), 'utf-8'))).toEqual(['encoding', null, null])
  })

  test('a missing file is not an encoding error', async () => {
    expect(await refusalOf(detectEncoding('/nowhere/at/all.csv'))).toMatchObject({ code: 'ENOENT' })
  })
})

test('the Northwind customers are the same in every encoding', async () => {
  const original = readFileSync(northwind('customers.csv'), 'utf8')
  const expected = await cellsOf(northwind('customers.csv'))
  expect(expected).toHaveLength(92)
  for (const encoding of encodings)
    for (const addBOM of [true, false])
      expect(await cellsOf(file(iconv.encode(original, encoding, { addBOM })))).toEqual(expected)
})
