import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkViews } from '../tools/views/check.ts'

const found = checkViews(join(import.meta.dirname, 'views-fixture'))
const of = (file: string) => found.filter((it) => it.file === file)

describe('the check of views', () => {
  test('says nothing of views that are as declared', () => {
    expect(of('views/customers/list.ejs')).toEqual([])
    expect(of('views/partials/field.ejs')).toEqual([])
  })

  test.each([
    [1, 'a misspelt field', "Property 'nmae' does not exist on type 'CustomerRow'."],
    [2, 'an unknown word', `Argument of type '"customers.nme"' is not assignable to parameter of type 'Key'.`],
    [6, 'a raw string', "Argument of type 'string' is not assignable to parameter of type 'Html'."],
    [8, 'what may be missing', "Argument of type 'Html | null' is not assignable to parameter of type 'Html'."],
    [11, 'a misspelt field inside a longer call', "Property 'totl' does not exist"],
  ])('names line %i: %s', (line, _, message) => {
    expect(of('views/customers/mistakes.ejs').filter((it) => it.line === line)).toMatchObject([
      { message: expect.stringContaining(message) },
    ])
  })

  test('finds nothing else in the view of five mistakes', () => {
    expect(of('views/customers/mistakes.ejs')).toHaveLength(5)
  })

  test('names the line of a syntax error once', () => {
    expect(of('views/customers/syntax.ejs')).toEqual([
      { file: 'views/customers/syntax.ejs', line: 2, message: "')' expected." },
    ])
  })

  test('refuses a view that no room declares', () => {
    expect(of('views/customers/stranger.ejs')).toMatchObject([{ line: 1, message: expect.stringContaining('no room') }])
  })

  test('refuses a declaration without its view', () => {
    expect(of('src/customers/views.ts')).toMatchObject([
      { line: 14, message: expect.stringContaining("'customers/unwritten'") },
    ])
  })
})

test('the views of Salesbook are as their rooms declare them', () => {
  expect(checkViews()).toEqual([])
})
