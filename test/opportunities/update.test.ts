import { afterEach, describe, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import {
  countStale,
  staleOpportunities,
  withoutNextStep,
} from '../../src/opportunities/due/needs-attention-repository.ts'
import { setClock } from '../../src/values/clock.ts'
import { department, figure, newestHistoryEntry } from './opportunity-fixtures.ts'

const { w, wang, li, chen, made, update, updated } = await department()

afterEach(() => setClock())

describe('an update (handbook 2.3.2)', () => {
  test('sets stage, feedback, date, amount and next step with a note; old and new values are in the history', async () => {
    const at = await made(wang, { expected_amount: '1000', expected_close_on: '2099-01-01' })
    const page = await updated(wang, at, {
      stage: 'proposal',
      feedback: '要求质保三年',
      expected_amount: '1500.5',
      expected_close_on: '2099-02-01',
      next_step: '报价',
      note: '见了何经理',
    })
    expect(figure(page, 'expected_amount')).toBe('150050')
    expect(figure(page, 'probability')).toBe('50')
    const told = newestHistoryEntry(page)
    for (const said of [
      '王芳',
      '见了何经理',
      '阶段 初步接触 → 方案报价',
      '1,000.00 →',
      '2099\u201101\u201101 → 2099\u201102\u201101',
    ])
      expect(told).toContain(said)
    expect(told).toContain('客户反馈 （空） → 要求质保三年')
  })

  test('leaves fields alone that are not sent', async () => {
    const at = await made(wang, { stage: 'proposal', probability: '60', next_step: '报价', expected_amount: '9' })
    const page = await updated(wang, at, { note: '打了电话' })
    expect([page.field('stage'), page.field('probability'), page.field('next_step')]).toEqual([
      'proposal',
      '60',
      '报价',
    ])
    expect(figure(page, 'expected_amount')).toBe('900')
    expect(newestHistoryEntry(page)).toContain('打了电话')
    expect(newestHistoryEntry(page)).not.toContain('→')
  })

  test('keeps an own estimate until the stage changes', async () => {
    const at = await made(wang, { stage: 'proposal', probability: '60' })
    expect(figure(await updated(wang, at, { feedback: '好' }), 'probability')).toBe('60')
    expect(figure(await updated(wang, at, { stage: 'negotiation', probability: '60' }), 'probability')).toBe('75')
    expect(figure(await updated(wang, at, { probability: '90' }), 'probability')).toBe('90')
    expect(figure(await updated(wang, at, { probability: '' }), 'probability')).toBe('75')
  })

  test('without any content is rejected', async () => {
    const at = await made()
    const before = await w.contents()
    const answer = await update(wang, at, { stage: 'prospecting' })
    expect(answer.status).toBe(422)
    expect(answer.one('#note-wrong')).toBeTruthy()
    expect(await w.contents()).toEqual(before)
  })

  test('that is rejected keeps what was typed', async () => {
    const answer = await update(wang, await made(), {
      expected_amount: '很多',
      probability: '200',
      note: '见面',
      stage: 'won',
    })
    expect(answer.status).toBe(422)
    expect(answer.one('#expected_amount-wrong')).toBeTruthy()
    expect(answer.one('#probability-wrong')).toBe('请输入 0 至 100 的整数。')
    expect([answer.field('expected_amount'), answer.field('note'), answer.field('stage')]).toEqual([
      '很多',
      '见面',
      'won',
    ])
  })

  test('of an outdated version shows both versions; sent again it is saved', async () => {
    const at = await made(wang, { expected_amount: '10' })
    await updated(chen, at, { stage: 'proposal', expected_amount: '20' })
    const answer = await update(wang, at, { stage: 'negotiation', expected_amount: '30', note: '谈了', version: '1' })
    expect(answer.status).toBe(422)
    expect([answer.field('stage'), answer.field('expected_amount')]).toEqual(['negotiation', '30'])
    expect(answer.attribute('[data-theirs=stage]', 'data-value')).toBe('proposal')
    expect(answer.attribute('[data-theirs=expected_amount]', 'data-value')).toBe('20.00')
    const again = { stage: 'negotiation', expected_amount: '30', version: answer.field('version') }
    expect(figure(await updated(wang, at, again), 'expected_amount')).toBe('3000')
  })

  test('is saved once if the form is sent twice', async () => {
    const at = await made()
    for (const _ of [1, 2]) await updated(wang, at, { note: '只记一次', _once: 'update-0001' })
    expect((await wang.get(at)).all('.timeline > li')).toHaveLength(2)
  })

  test('is allowed for the owner and managers', async () => {
    const at = await made()
    const before = await w.contents()
    expect((await update(li, at, { note: '插一手' })).status).toBe(404)
    expect(await w.contents()).toEqual(before)
    expect(newestHistoryEntry(await updated(chen, at, { note: '主管看过' }))).toContain('陈静')
  })
})

describe('closing', () => {
  test('a loss needs a reason, and so does reopening', async () => {
    const at = await made()
    expect((await update(wang, at, { stage: 'lost' })).one('#loss_reason-wrong')).toBe('此项必填。')
    expect((await updated(wang, at, { stage: 'lost', loss_reason: '价格' })).text).toContain('价格')
    const refused = await update(wang, at, { stage: 'proposal' })
    expect(refused.one('#note-wrong')).toBe('请填写重新打开的原因。')
    const page = await updated(wang, at, { stage: 'proposal', note: '对手退出' })
    expect(newestHistoryEntry(page)).toContain('对手退出')
    expect(newestHistoryEntry(page)).toContain('丢单 → 方案报价')
    expect(newestHistoryEntry(page)).toContain('丢单原因 价格 → （空）')
  })

  test('a won one leads to its order, and can be reopened', async () => {
    const at = await made()
    const page = await updated(wang, at, { stage: 'won' })
    expect(page.attributes('.page-head a', 'href')).toContain(`/orders/new?opportunity_id=${at.split('/')[2]}`)
    expect((await update(wang, at, { stage: 'negotiation' })).status).toBe(422)
    await updated(wang, at, { stage: 'negotiation', note: '合同没签成' })
  })

  test('one closed by a decision can only be reopened by a manager', async () => {
    const at = await made()
    const id = Number(at.split('/')[2])
    await transaction(() =>
      writer().updateTable('opportunities').set({ stage: 'superseded' }).where('id', '=', id).execute(),
    )
    expect((await update(wang, at, { stage: 'proposal', note: '不服' })).one('#stage .error')).toContain('主管')
    await updated(wang, at, { note: '补记一笔' })
    await updated(chen, at, { stage: 'proposal', note: '重新考虑' })
    expect((await update(chen, at, { stage: 'superseded', note: '又关' })).status).toBe(422)
  })
})

describe('stale opportunities', () => {
  const on = (day: string) => setClock(() => new Date(`${day}T04:00:00Z`))
  const listed = async (who: typeof wang) =>
    (await who.get('/opportunities?neglected=1')).attributes('tr[data-id]', 'data-id')

  test('are those without an update for 14 days or past their expected date; list, mark and dashboard agree', async () => {
    on('2031-03-01')
    const silent = await made(wang, { title: '安静的', expected_close_on: '2031-12-01', next_step: '等' })
    const late = await made(li, { title: '过期的', expected_close_on: '2031-03-05' })
    const [first, second] = [silent, late].map((at) => Number(at.split('/')[2]))
    on('2031-03-05')
    expect((await listed(chen)).includes(String(second))).toBe(false)
    on('2031-03-06')
    expect((await li.get(late)).one('[data-neglected]')).toContain('已过')
    expect(await listed(li)).toEqual([String(second)])
    on('2031-03-14')
    expect((await wang.get(silent)).all('[data-neglected]')).toEqual([])
    on('2031-03-15')
    expect((await wang.get(silent)).one('[data-neglected]')).toContain('14 天')
    expect((await staleOpportunities(wang.person, 100)).map(({ id }) => id)).toContain(first)
    expect((await staleOpportunities(wang.person, 100)).map(({ id }) => id)).not.toContain(second)
    expect((await staleOpportunities(chen.person, 100)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([first, second]),
    )
    expect(await countStale(wang.person)).toBe((await staleOpportunities(wang.person, 100)).length)
    const idle = (await withoutNextStep(chen.person, 100)).map(({ id }) => id)
    expect([idle.includes(first ?? 0), idle.includes(second ?? 0)]).toEqual([false, true])
    await updated(wang, silent, { note: '打了电话' })
    expect((await wang.get(silent)).all('[data-neglected]')).toEqual([])
    await updated(li, late, { stage: 'lost', loss_reason: '价格' })
    expect(await listed(li)).toEqual([])
  })

  test('follow the number of days in the settings', async () => {
    on('2032-03-01')
    const at = await made()
    on('2032-03-08')
    expect((await wang.get(at)).all('[data-neglected]')).toEqual([])
    expect((await chen.send('/settings', { neglect_days: '7' })).status).toBe(303)
    expect((await wang.get(at)).one('[data-neglected]')).toContain('7 天')
  })
})
