import { describe, expect, test } from 'vitest'
import { orderDesk } from './order-fixtures.ts'

const { w, wang, chen, customer, drafted, confirmed } = await orderDesk()
const [one, other] = [w.who('王芳').id, w.who('李强').id]
const manager = w.who('陈静').id
const line = [{ product_model: 'TB-250', quantity: '1' }]

type Credits = Record<number, string>

/** The shares that the edit form shows, in the order 王芳, 李强, 陈静. */
const shares = async (at: string) => {
  const form = await chen.get(`${at}/edit`)
  return [one, other, manager].map((id) => form.field(`credits[${id}]`) ?? '')
}
const send = (credits: Credits, fields: object = {}) =>
  wang.send('/orders', { customer_id: customer, lines: line, credits, ...fields })

describe('of a new order the owner gets what the others leave', () => {
  test.each([
    ['with a field as it was shown', { [one]: '100', [other]: '40' }, ['60', '40', '']],
    ['with a blank field', { [one]: '', [other]: '40' }, ['60', '40', '']],
    ['without a field', { [other]: '40%' }, ['60', '40', '']],
    ['of two others', { [one]: '100', [other]: '40', [manager]: '25' }, ['35', '40', '25']],
    ['if they leave nothing', { [one]: '100', [other]: '100' }, ['', '100', '']],
    ['if all are blank', { [one]: '', [other]: '' }, ['100', '', '']],
    ['which may be typed', { [one]: '60', [other]: '40' }, ['60', '40', '']],
  ])('%s', async (_, credits, expected) => {
    const made = await send(credits)
    expect(made.status, made.all('.error').join()).toBe(303)
    expect(await shares(made.location)).toEqual(expected)
  })

  test.each([
    ['the owner’s own number', { [one]: '80', [other]: '40' }, ['120%', '60%']],
    ['an own 0', { [one]: '0', [other]: '40' }, ['40%', '60%']],
    ['more than 100 for others', { [one]: '', [other]: '70', [manager]: '40' }, ['110%', '100%']],
  ])('but %s that does not fit is refused, with the sum and what would fit', async (_, credits, said) => {
    const before = await w.contents()
    const refused = await send(credits)
    expect(refused.status).toBe(422)
    for (const text of said) expect(refused.one('#credits .error')).toContain(text)
    expect(refused.field(`credits[${other}]`)).toBe(credits[other])
    expect(await w.contents()).toEqual(before)
  })

  test('also if a manager leaves the owner to the customer', async () => {
    const made = await chen.send('/orders', {
      customer_id: customer,
      lines: line,
      owner_id: '',
      credits: { [other]: '30' },
    })
    expect(await shares(made.location)).toEqual(['70', '30', ''])
  })
})

describe('of an order that is edited', () => {
  test('the owner’s part follows while it holds what was saved', async () => {
    const at = await drafted({ credits: { [one]: '60', [other]: '40' } })
    const edit = async (credits: Credits) => (await wang.send(at, { credits })).status
    expect(await edit({ [one]: '60', [other]: '30' })).toBe(303)
    expect(await shares(at)).toEqual(['70', '30', ''])
    expect(await edit({ [one]: '60', [other]: '30' })).toBe(422)
    expect(await edit({ [one]: '70', [other]: '' })).toBe(303)
    expect(await shares(at)).toEqual(['100', '', ''])
  })

  test('a draft’s new owner gets the rest of what the old one had, but of a confirmed order the old one keeps it', async () => {
    const draft = await drafted()
    const given = { owner_id: other, credits: { [one]: '100', [other]: '', [manager]: '40' } }
    expect((await chen.send(draft, given)).status).toBe(303)
    expect(await shares(draft)).toEqual(['', '60', '40'])
    const order = await confirmed()
    expect((await chen.send(order, given)).status).toBe(303)
    expect(await shares(order)).toEqual(['60', '', '40'])
  })
})

test('an opportunity’s credit follows in the same way', async () => {
  const fields = { customer_id: customer, title: '洁净室' }
  const made = await wang.send('/opportunities', { ...fields, credits: { [one]: '100', [other]: '40' } })
  expect(made.status).toBe(303)
  const form = async () => {
    const page = await wang.get(`${made.location}/edit`)
    return [one, other].map((id) => page.field(`credits[${id}]`))
  }
  expect(await form()).toEqual(['60', '40'])
  expect((await wang.send(made.location, { title: '洁净室', credits: { [one]: '60', [other]: '10' } })).status).toBe(
    303,
  )
  expect(await form()).toEqual(['90', '10'])
  const refused = await wang.send(made.location, { title: '洁净室', credits: { [one]: '95', [other]: '10' } })
  expect(refused.one('#credits .error')).toContain('105%')
})
