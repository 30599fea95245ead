import { readFileSync, statSync } from 'node:fs'
import { Writable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { delimiters } from '../../src/csv/delimiter.ts'
import { encodings } from '../../src/csv/encoding.ts'
import { contentDisposition, csvFileName, typedCsvCell, type WrittenEncoding, writeCsv } from '../../src/csv/write.ts'
import { cellsOf, file, ownPath } from './files.ts'

const written: WrittenEncoding[] = ['utf-8', 'gb18030']

/**
 * Text as the database stores it, without NUL or unpaired surrogates. Private-use characters cannot be written in
 * GB18030.
 */
const text = fc
  .oneof(
    fc.string({
      unit: fc.constantFrom("'", '=', '-', '＝', '"', ',', ';', '\t', '\r', '\n', ' ', '王', '𠮷', 'é', 'a'),
    }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map((any) => any.replace(/[\0\p{Co}\p{Cs}]/gu, ''))

const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 8 }))
  .map((rows) => rows.filter((row) => row.some((value) => value.trim() !== '')))

const headerFor = (rows: string[][]) => (rows[0] ?? ['only']).map((_, at) => `column ${at}`)

describe('a written table can be read again', () => {
  test.each(written)('in %s', async (encoding) => {
    const path = ownPath()
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const header = headerFor(rows)
        await writeCsv(
          path,
          encoding,
          rows.map((row) => row.map((value) => typedCsvCell(value, 'text'))),
          { header },
        )
        expect(await cellsOf(path, { encoding, delimiter: ',' })).toEqual([header, ...rows])
      }),
    )
  })

  test.each(delimiters)('by other parsers, with %j, in every encoding', async (delimiter) => {
    const ends = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(tables, ends, fc.constantFrom(...encodings), async (rows, record_delimiter, encoding) => {
        const plain = rows.map((row) => row.map((value) => value.replace(/^'+/, '')))
        const kept = plain.filter((row) => row.some((value) => value.trim() !== ''))
        const header = headerFor(rows)
        const options = { delimiter, record_delimiter, quote_record_delimiter: true }
        const content = iconv.encode(stringify([header, ...kept], options), encoding)
        expect(await cellsOf(file(content), { encoding, delimiter })).toEqual([header, ...kept])
      }),
      { numRuns: 50 },
    )
  })

  test('with its encoding and delimiter detected', async () => {
    for (const encoding of written) {
      const path = ownPath()
      await writeCsv(path, encoding, [[typedCsvCell('王芳', 'text'), typedCsvCell('-12.50', 'plain')]], {
        header: ['姓名', '金额'],
      })
      expect(await cellsOf(path)).toEqual([
        ['姓名', '金额'],
        ['王芳', '-12.50'],
      ])
    }
  })
})

describe('writing', () => {
  test('as Excel opens it', async () => {
    const rows = [
      [
        typedCsvCell('=1', 'text'),
        typedCsvCell('-12.50', 'plain'),
        typedCsvCell(null, 'text'),
        typedCsvCell('a\rb', 'text'),
      ],
    ]
    const [utf8, gb18030] = [ownPath(), ownPath()]
    await writeCsv(utf8, 'utf-8', rows, { header: ['客户', '金额', '备注', 'x,y'] })
    await writeCsv(gb18030, 'gb18030', rows, { header: ['客户', '金额', '备注', 'x,y'] })
    const expected = '客户,金额,备注,"x,y"\r\n\'=1,-12.50,,"a\rb"\r\n'
    expect(readFileSync(utf8, 'utf8')).toBe(`\uFEFF${expected}`)
    expect(readFileSync(gb18030)).toEqual(iconv.encode(expected, 'gb18030'))
  })

  test('a table without rows has only its header', async () => {
    const path = ownPath()
    await writeCsv(path, 'utf-8', [], { header: ['a', 'b'] })
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFa,b\r\n')
  })

  test.each(written)('no faster than it is consumed, in %s', async (encoding) => {
    let asked = 0
    let most = 0
    let taken = 0
    async function* rows() {
      for (; asked < 1_000_000; asked++) yield [typedCsvCell(`王芳 ${asked}`, 'text'), typedCsvCell('1.00', 'plain')]
    }
    const slow = new Writable({
      write(chunk: Buffer, _encoding, done) {
        taken += chunk.toString('latin1').split('\n').length - 1
        most = Math.max(most, asked - taken)
        if (taken > 20_000) done(new Error('enough'))
        else setImmediate(done)
      },
    })
    await expect(writeCsv(slow, encoding, rows(), { header: ['name', 'amount'] })).rejects.toThrow('enough')
    expect(most).toBeLessThan(10_000)
    expect(asked).toBeLessThan(40_000)
  })

  test('an error of the rows is passed to the caller', async () => {
    async function* rows() {
      yield [typedCsvCell('a', 'text')]
      throw new Error('the database went away')
    }
    const path = ownPath()
    await expect(writeCsv(path, 'gb18030', rows(), { header: ['a'] })).rejects.toThrow('the database went away')
    // The error may occur before the file is opened.
    expect(statSync(path, { throwIfNoEntry: false })?.size ?? 0).toBeLessThan(10)
  })
})

describe('the name of a download', () => {
  test.each([
    ['客户', '客户-2026-01-31.csv'],
    ['../../etc/passwd', 'etc passwd-2026-01-31.csv'],
    ['a:b*c?"<>|\r\n\u202Ed', 'a b c d-2026-01-31.csv'],
    [' ... ', 'export-2026-01-31.csv'],
    ['😀'.repeat(200), `${'😀'.repeat(80)}-2026-01-31.csv`],
  ])('%j', (title, name) => expect(csvFileName(title, '2026-01-31')).toBe(name))

  test('in full and in ASCII', () => {
    expect(contentDisposition("客户's (1).csv")).toBe(
      `attachment; filename="__'s (1).csv"; filename*=UTF-8''%E5%AE%A2%E6%88%B7%27s%20%281%29.csv`,
    )
  })

  test('is a valid header for every string', () => {
    const header = /^attachment; filename="[ !#$&-[\]-~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => header.test(contentDisposition(name))))
    expect(contentDisposition('a\uD800"\\%\r\n')).toMatch(header)
  })
})
