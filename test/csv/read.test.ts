import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { blankToNull, readCsv, readCsvHead } from '../../src/csv/read.ts'
import { cellsOf, file, northwind, ownPath, refusalOf, rowsOf } from './files.ts'

describe('reading a table', () => {
  test('reads the Northwind files', async () => {
    const [header, ...customers] = await cellsOf(northwind('customers-unquoted.csv'))
    expect(header).toHaveLength(11)
    expect(customers).toHaveLength(91)
    expect(customers.filter((cells) => cells.length === 12)).toHaveLength(24)
    expect(await cellsOf(northwind('orders-import.csv'))).toHaveLength(1 + 2155)
  })

  test('the header is trimmed, the cells are not', async () => {
    expect(await cellsOf(file('\uFEFF 编号 ,　姓名\u00A0\n 1 , 王芳\n'))).toEqual([
      ['编号', '姓名'],
      [' 1 ', ' 王芳'],
    ])
  })

  test('skips blank rows', async () => {
    expect(await cellsOf(file('\n\n  \na,b\n\n,\n , \n1,2\n\n'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('unpaired quotes are part of the cell', async () => {
    expect((await cellsOf(file('a,b\n5" pipe,3\' 6"\n"x"y,z\n'))).slice(1)).toEqual([
      ['5" pipe', '3\' 6"'],
      ['"x"y', 'z'],
    ])
  })

  test.each(['\n', '\r\n', '\r'])('each row has the number of the line where it begins, with %j', async (end) => {
    const text = ['sep=,', 'a,b', '', '1,"x', 'y', '', 'z"', '"p ""q""', 'r",2', ',', '"",3', 'last,"', '"', 'end,4']
    const rows = await rowsOf(file(text.join(end)))
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, 'a'],
      [4, '1'],
      [8, `p "q"${end}r`],
      [11, ''],
      [12, 'last'],
      [14, 'end'],
    ])
  })

  test('removes the guard against formulas', async () => {
    expect((await cellsOf(file("a,b\n'=1,'a\n''-2,-2\n"))).slice(1)).toEqual([
      ['=1', "'a"],
      ["'-2", '-2'],
    ])
  })

  test('returns how the file is encoded and delimited', async () => {
    const head = await readCsvHead(file('编号;姓名\n1;王芳\n2;李强\n3;陈静\n'), { rows: 2 })
    expect(head).toEqual({
      encoding: 'utf-8',
      delimiter: ';',
      header: ['编号', '姓名'],
      rows: [
        { line: 2, cells: ['1', '王芳'] },
        { line: 3, cells: ['2', '李强'] },
      ],
    })
    expect(await readCsvHead(northwind('orders-import.csv'))).toMatchObject({ encoding: 'utf-8', delimiter: ',' })
  })
})

describe('rejecting a table', () => {
  test.each(['', '\uFEFF', '\n\r\n', ' , ,\n'])('%j is empty', async (text) => {
    expect(await refusalOf(rowsOf(file(text)))).toEqual(['empty', null, null])
    expect(await refusalOf(readCsvHead(file(text)))).toEqual(['empty', null, null])
  })

  test('a quote that is never closed, with the line where its row begins', async () => {
    const text = `a,b\r\n"1\r\n2",x\r\n\r\n\r\n3,"open${'\r\n4,5'.repeat(50_000)}`
    expect(await refusalOf(rowsOf(file(text)))).toEqual(['quote', 6, null])
    expect(await refusalOf(rowsOf(file('"a,b\n1,2\n')))).toEqual(['quote', 1, null])
  })

  test('too many columns, characters or rows', async () => {
    expect(await refusalOf(rowsOf(file(`a\n${','.repeat(499)}x`)))).toBe('read')
    expect(await refusalOf(rowsOf(file(`a\n${','.repeat(500)}x`)))).toEqual(['columns', 2, 500])
    expect(await refusalOf(rowsOf(file(`a\n${'一'.repeat(32_768)}`)))).toBe('read')
    expect(await refusalOf(rowsOf(file(`a\n\n${'一'.repeat(32_769)}`)))).toEqual(['cell', 3, 32_768])
    expect(await refusalOf(rowsOf(file('a\n1\n2\n'), { limit: { rows: 2 } }))).toBe('read')
    expect(await refusalOf(rowsOf(file('a\n1\n2\n3\n'), { limit: { rows: 2 } }))).toEqual(['rows', 4, 2])
  })

  test('a row without end, before the whole file is in memory', async () => {
    const limit = { columns: 10, characters: 1000 }
    expect(await refusalOf(rowsOf(file(`a,b\n1,2\n${','.repeat(500_000)}`), { limit }))).toEqual(['cell', 3, 1000])
    expect(await refusalOf(rowsOf(file(`a,b\n"${'x,y\n'.repeat(100_000)}"`), { limit }))).toEqual(['quote', 2, null])
  })

  test('an invalid byte late in the file', async () => {
    const text = Buffer.concat([Buffer.from('a,b\n'.repeat(50_000)), Buffer.from([0xff])])
    expect(await refusalOf(rowsOf(file(text), { encoding: 'utf-8' }))).toEqual(['encoding', null, null])
  })
})

test('a hundred and fifty thousand rows are read, but not more', async () => {
  const path = ownPath()
  const line = (_: unknown, at: number) => `${at},王芳,"a, b",2026-01-01\r\n`
  await pipeline(
    Readable.from(['id,name,notes,day\r\n', ...Array.from({ length: 150_000 }, line)]),
    createWriteStream(path),
  )
  let count = 0
  for await (const { line } of readCsv(path)) expect(line).toBe(++count)
  expect(count).toBe(150_001)
  expect(await refusalOf(rowsOf(path, { limit: { rows: 149_999 } }))).toEqual(['rows', 150_001, 149_999])
})

test.each([
  ['', null],
  [' \t　\u00A0', null],
  ['NULL', null],
  [' \\N ', null],
  ['Null', 'Null'],
  ['NULLA', 'NULLA'],
  ['　王 芳 ', '王 芳'],
])('%j counts as %j', (cell, value) => expect(blankToNull(cell)).toBe(value))
