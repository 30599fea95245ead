import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkViews } from '../tools/views/check.ts'

const found = checkViews(join(import.meta.dirname, 'views-fixture'))
const of = (file: string) => found.filter((it) => it.file === file)

describe('the view check', () => {
  test('reports nothing for views that match their declarations', () => {
    expect(of('views/customers/list.ejs')).toEqual([])
    expect(of('views/partials/field.ejs')).toEqual([])
  })

  test.each([
    [1, 'a misspelt field', "Property 'nmae' does not exist on type 'CustomerRow'."],
    [2, 'an unknown word', `Argument of type '"customers.nme"' is not assignable to parameter of type 'Key'.`],
    [6, 'a raw string', "Argument of type 'string' is not assignable to parameter of type 'Html'."],
    [8, 'what may be missing', "Argument of type 'Html | null' is not assignable to parameter of type 'Html'."],
    [11, 'a misspelt field inside a longer call', "Property 'totl' does not exist"],
  ])('reports line %i: %s', (line, _, message) => {
    expect(of('views/customers/mistakes.ejs').filter((it) => it.line === line)).toMatchObject([
      { message: expect.stringContaining(message) },
    ])
  })

  test('reports nothing else for the view with five mistakes', () => {
    expect(of('views/customers/mistakes.ejs')).toHaveLength(5)
  })

  test('reports a syntax error’s line once', () => {
    expect(of('views/customers/syntax.ejs')).toEqual([
      { file: 'views/customers/syntax.ejs', line: 2, message: "')' expected." },
    ])
  })

  test('reports a view without a declaration', () => {
    expect(of('views/customers/stranger.ejs')).toMatchObject([
      { line: 1, message: expect.stringContaining('no feature') },
    ])
  })

  test('reports a declaration without a view', () => {
    expect(of('src/customers/view-props.ts')).toMatchObject([
      { line: 14, message: expect.stringContaining("'customers/unwritten'") },
    ])
  })
})

test('the views of Salesbook match their declarations', () => {
  expect(checkViews()).toEqual([])
})
