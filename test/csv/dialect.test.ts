import { readFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, test } from 'vitest'
import { delimiters, sniffDelimiter } from '../../src/csv/delimiter.ts'
import { cellsOf, file, northwind, rowsOf } from './files.ts'

describe('detecting the delimiter', () => {
  test.each([
    ['one column', 'name\nWang\n', ','],
    ['nothing', '', ','],
    ['decimal commas', 'name;price\nA;1,50\nB;2,75\n', ';'],
    ['commas within quotes', '"a,b,c";"d,e"\n"1,2,3";"4,5"\n', ';'],
    ['doubled quotes', '"say ""a,b""";c\n"x ""1,2""";d\n', ';'],
    ['line breaks within quotes', 'a\tb\n"1,\n2,3"\t4\n', '\t'],
    ['a lone quote in a cell', 'size;price\n5" pipe, long;2\n6" pipe, short;3\n', ';'],
    ['a lone semicolon in the header', 'name,notes; others,city\na,b,c\nd,e,f\n', ','],
    ['rows with a cell too many', 'a,b\n1,2\n1,2,3\n1,2\n', ','],
    ['semicolons in some cells', 'a,b\n1;2,3\n4;5,6\n', ','],
    ['Excel’s declaration', 'sep=;\na,b;c,d\n', ';'],
    ['a quoted declaration', '"sep=\t"\r\na,b\tc,d\n', '\t'],
    ['a declaration of what we do not read', 'sep=|\na;b\n', ';'],
  ])('%s', (_what, head, delimiter) => {
    expect(sniffDelimiter(head)).toBe(delimiter)
  })

  test.each(delimiters)('the Northwind customers are the same with %j', async (delimiter) => {
    const expected = await cellsOf(northwind('customers.csv'))
    expect(await cellsOf(file(stringify(expected, { delimiter })))).toEqual(expected)
    expect(await cellsOf(file(`sep=${delimiter}\r\n${stringify(expected, { delimiter })}`))).toEqual(expected)
  })
})

describe('line endings', () => {
  test.each(['\r', '\r\n'])('%j alone', async (end) => {
    const original = readFileSync(northwind('customers.csv'), 'utf8')
    const rows = await rowsOf(file(original.replaceAll('\n', end)))
    expect(rows).toEqual(await rowsOf(northwind('customers.csv')))
  })

  test('mixed, with and without one at the end', async () => {
    const expected = [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]
    expect(await cellsOf(file('a,b\r1,2\n3,4\r\n5,6'))).toEqual(expected)
    expect(await cellsOf(file('a,b\r\n1,2\r3,4\n5,6\r'))).toEqual(expected)
  })
})
