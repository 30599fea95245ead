import { beforeAll, expect, test } from 'vitest'
import { orderDesk } from './order-fixtures.ts'

/** Who owns a new order or opportunity, and gets its credit, if nobody is named. */
let desk: Awaited<ReturnType<typeof orderDesk>>
const lines = [{ product_model: 'TB-250', quantity: '1' }]
beforeAll(async () => {
  desk = await orderDesk()
})

const people = () => ({ wang: desk.w.who('王芳').id, li: desk.w.who('李强').id, chen: desk.w.who('陈静').id })

/** The owner of a record, and those with credit, as its edit form has them. */
async function ownerAndCredits(at: string): Promise<{ owner: string | undefined; credits: string[] }> {
  const form = await desk.chen.get(`${at}/edit`)
  const shares = form.attributes('input[name^="credits["]', 'name')
  return {
    owner: form.attribute('select[name=owner_id] option[selected]', 'value'),
    credits: shares.filter((name) => (form.field(name) ?? '') !== '').map((name) => `${name}=${form.field(name)}`),
  }
}

test('a manager’s order for 王芳’s customer is hers, with all the credit', async () => {
  const { chen, customer } = desk
  const { wang } = people()
  expect((await chen.get(`/orders/new?customer_id=${customer}`)).attribute('option[selected]', 'value')).toBeDefined()
  const form = await chen.get(`/orders/new?customer_id=${customer}`)
  expect(form.attribute('select[name=owner_id] option[selected]', 'value')).toBe(String(wang))
  expect(form.one('[data-credited]')).toMatch(/^业绩归\s*王芳$/)
  for (const owner of [{}, { owner_id: '' }]) {
    const made = await chen.send('/orders', { customer_id: customer, lines, ...owner })
    expect(await ownerAndCredits(made.location)).toEqual({ owner: String(wang), credits: [`credits[${wang}]=100`] })
  }
})

test('so is a manager’s opportunity; a manager may still name somebody, also themselves', async () => {
  const { chen, customer } = desk
  const { wang, li, chen: manager } = people()
  const made = await chen.send('/opportunities', { customer_id: customer, title: '无菌室' })
  expect(await ownerAndCredits(made.location)).toEqual({ owner: String(wang), credits: [`credits[${wang}]=100`] })
  for (const id of [li, manager]) {
    const other = await chen.send('/orders', { customer_id: customer, lines, owner_id: id })
    expect((await ownerAndCredits(other.location)).owner).toBe(String(id))
  }
})

test('an order from an opportunity belongs to the opportunity’s owner', async () => {
  const { chen, li, customer } = desk
  const { location } = await li.send('/opportunities', { customer_id: customer, title: '通风柜', stage: 'won' })
  const opportunity_id = location.replace(/\D/g, '')
  const form = await chen.get(`/orders/new?opportunity_id=${opportunity_id}`)
  expect(form.attribute('select[name=owner_id] option[selected]', 'value')).toBe(String(people().li))
  const made = await chen.send('/orders', { opportunity_id, customer_id: customer, lines })
  expect((await ownerAndCredits(made.location)).owner).toBe(String(people().li))
})

test('a salesperson’s opportunity is their own, on another’s customer too', async () => {
  const { li, customer } = desk
  const made = await li.send('/opportunities', { customer_id: customer, title: '天平' })
  const { owner, credits } = await ownerAndCredits(made.location)
  expect(owner).toBe(String(people().li))
  expect(credits).toEqual([`credits[${people().li}]=100`])
})

test('nobody is preset where the owner has left: the form asks', async () => {
  const { chen, w } = desk
  const made = await chen.send('/team', { name: '周敏', username: 'zhoumin' })
  const id = made.attribute('form.form', 'action')?.replace(/\D/g, '') ?? ''
  const customer = await w.customer({ name: '孙悦', phone: '13700001111', owner: '王芳' })
  expect((await chen.send(`/customers/${customer}`, { owner_id: id, version: 1 })).status).toBe(303)
  expect((await chen.send(`/team/${id}/deactivate`)).status).toBe(303)
  const form = await chen.get(`/orders/new?customer_id=${customer}`)
  expect(form.attribute('select[name=owner_id] option[selected]', 'value')).toBe('')
  for (const [path, fields] of [
    ['/orders', { lines }],
    ['/opportunities', { title: '天平' }],
  ] as const) {
    const refused = await chen.send(path, { customer_id: customer, ...fields })
    expect(refused.one('#owner_id-wrong')).toBe('周敏已离职，请选择负责人。')
  }
})

test('a shipment’s quantities start with what is left', async () => {
  const { wang, confirmed, lineIds } = desk
  const at = await confirmed()
  const [first = '', second = ''] = await lineIds(at)
  const start = await wang.get(at)
  expect([start.field(`quantities[${first}]`), start.field(`quantities[${second}]`)]).toEqual(['2', '10'])
  await wang.send(`${at}/shipments`, { shipped_on: '2026-01-05', quantities: { [second]: '2.5' } })
  const rest = await wang.get(at)
  expect([rest.field(`quantities[${first}]`), rest.field(`quantities[${second}]`)]).toEqual(['2', '7.5'])
})
