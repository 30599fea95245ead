import { beforeAll, describe, expect, test } from 'vitest'
import { amountDueTotals, unpaidOrdersForViewer } from '../../src/orders/ledger/receivables-repository.ts'
import { orderDesk } from './order-fixtures.ts'

let desk: Awaited<ReturnType<typeof orderDesk>>
let at: Record<'late' | 'later' | 'some' | 'paid' | 'draft' | 'theirs', number>
beforeAll(async () => {
  desk = await orderDesk()
  const { w, wang, chen } = desk
  const idOf = (address: string) => Number(address.split('/')[2])
  const line = (unit_price: string) => ({ lines: [{ product_model: 'TB-250', quantity: '1', unit_price }] })
  const some = await desk.confirmed({ ...line('100'), due_on: '' })
  const later = await desk.confirmed({ ...line('20'), due_on: '2099-01-01' })
  const late = await desk.confirmed({ ...line('30'), ordered_on: '2025-12-01', due_on: '2026-01-01' })
  const paid = await desk.confirmed({ ...line('5'), ordered_on: '2025-12-01', due_on: '2026-01-01' })
  const draft = await desk.drafted({ ...line('7'), ordered_on: '2025-12-01', due_on: '2026-01-01' })
  const customer_id = await w.customer({ owner: '李强' })
  const made = {
    customer_id,
    owner_id: w.who('李强').id,
    ordered_on: '2024-12-01',
    due_on: '2025-01-01',
    ...line('1000'),
  }
  const theirs = (await chen.send('/orders', made)).location
  await chen.send(`${theirs}/confirm`)
  await wang.send(`${late}/payments`, { amount: '10' })
  await wang.send(`${paid}/payments`, { amount: '5' })
  at = {
    late: idOf(late),
    later: idOf(later),
    some: idOf(some),
    paid: idOf(paid),
    draft: idOf(draft),
    theirs: idOf(theirs),
  }
})

const ids = async (name: string, limit = 10) =>
  (await unpaidOrdersForViewer(desk.w.who(name), limit)).map(({ id }) => id)

describe('unpaid orders', () => {
  test('are a salesperson’s own, a manager’s all; the most overdue first, those without due date last', async () => {
    expect(await ids('王芳')).toEqual([at.late, at.later, at.some])
    expect(await ids('李强')).toEqual([at.theirs])
    expect(await ids('陈静')).toEqual([at.theirs, at.late, at.later, at.some])
    expect(await ids('陈静', 2)).toEqual([at.theirs, at.late])
    const [first] = await unpaidOrdersForViewer(desk.w.who('王芳'), 1)
    expect(first).toMatchObject({ owed: 2_000, total: 3_000, owner: '王芳', company: '苏州恒测仪器有限公司' })
  })

  test('are summed, with the overdue part', async () => {
    const today = '2026-06-01'
    expect(await amountDueTotals(desk.w.who('王芳'), today)).toEqual({
      owed: 14_000,
      count: 3,
      overdue: 2_000,
      overdueCount: 1,
    })
    expect(await amountDueTotals(desk.w.who('陈静'), today)).toMatchObject({ owed: 114_000, overdue: 102_000 })
    const nobody = { id: 999_999, role: 'salesperson' as const }
    expect(await amountDueTotals(nobody, today)).toEqual({ owed: 0, count: 0, overdue: 0, overdueCount: 0 })
  })
})
