import { expect, test } from 'vitest'
import { reader } from '../../src/database/database.ts'
import { today } from '../../src/i18n/format.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { countStale } from '../../src/opportunities/due/needs-attention-repository.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { sumDifferences } from '../../src/reports/integrity/aggregates.ts'
import { setClock } from '../../src/values/clock.ts'
import { addDays, daysBetween } from '../../src/values/days.ts'
import { department } from './opportunity-fixtures.ts'

const { w, wang, li, made, update } = await department()

/** A seeded generator, so that each run uses the same numbers. */
let seed = 20_260_105
const upTo = (n: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return Math.floor((seed / 2 ** 31) * n)
}

const stages = ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost']
const closed = (stage: string | undefined) => stage === 'won' || stage === 'lost'

/** An opportunity's stage after each accepted update, with the date. */
interface Told {
  at: string
  owner: string
  days: { day: string; stage: string; close: string }[]
}

test('after random histories each opportunity, and a month’s won and lost ones, agree with a replay day by day', async () => {
  const told: Told[] = []
  for (let turn = 0, day = '2031-01-01'; turn < 150; turn++, day = addDays(day, upTo(3))) {
    const now = day
    setClock(() => new Date(`${now}T04:00:00Z`))
    const close = addDays(day, upTo(60) - 10)
    const one = told[upTo(told.length + 3)]
    if (!one) {
      const owner = upTo(2) === 0 ? '王芳' : '李强'
      const stage = stages[upTo(4)] ?? ''
      const at = await made(owner === '王芳' ? wang : li, { stage, expected_close_on: close })
      told.push({ at, owner, days: [{ day, stage, close }] })
      continue
    }
    const before = one.days.at(-1)?.stage
    const stage = stages[upTo(6)] ?? ''
    const note = upTo(2) === 0 ? '有原因' : ''
    const loss_reason = upTo(2) === 0 ? '价格' : ''
    const answer = await update(one.owner === '王芳' ? wang : li, one.at, {
      stage,
      note,
      loss_reason,
      expected_close_on: close,
    })
    const mustSay = (stage === 'lost' && !loss_reason) || (stage !== before && closed(before) && !note)
    if (answer.status === 303) {
      expect(mustSay).toBe(false)
      one.days.push({ day, stage, close })
    } else expect(mustSay || (stage === before && !note)).toBe(true)
  }
  // Some opportunities are stale at this time, others not yet.
  setClock(() => new Date(`${told.at(-1)?.days.at(-1)?.day ?? ''}T04:00:00Z`))

  const rows = await reader().selectFrom('opportunities').selectAll().execute()
  const expected: string[] = []
  for (const { at, owner, days } of told) {
    const row = rows.find(({ id }) => id === Number(at.split('/')[2]))
    const last = days.at(-1)
    const first = days.findLastIndex(({ stage }) => stage !== last?.stage) + 1
    const open = !closed(last?.stage)
    expect(row).toMatchObject({
      stage: last?.stage,
      last_update_on: last?.day,
      closed_on: open ? null : days[first]?.day,
    })
    let neglected: string | null = null
    for (let ahead = -20; open && last && neglected === null; ahead++) {
      const day = addDays(last.day, ahead)
      if (daysBetween(last.day, day) >= 14 || day > last.close) neglected = day
    }
    expect(row?.stale_on).toBe(neglected)
    if (!open) expected.push(`${owner} ${days[first]?.day.slice(0, 7)} ${last?.stage}`)
  }
  const name = (id: number) => (id === w.who('王芳').id ? '王芳' : '李强')
  const found = rows.filter(({ closed_on }) => closed_on !== null)
  expect(found.map((row) => `${name(row.owner_id)} ${row.closed_on?.slice(0, 7)} ${row.stage}`).toSorted()).toEqual(
    expected.toSorted(),
  )
  expect(new Set(expected).size).toBeGreaterThan(3)
  // Aggregates kept up to date must be equal as well.
  for await (const difference of sumDifferences()) expect.fail(difference)
  for (const who of ['陈静', '王芳'] as const) {
    const theirs = rows.filter(({ owner_id }) => who === '陈静' || owner_id === w.who(who).id)
    const late = theirs.filter(({ stale_on }) => stale_on !== null && stale_on <= today())
    expect(await countStale(w.who(who))).toBe(late.length)
    const open = theirs.filter(({ closed_on }) => closed_on === null)
    const counted: [string, number][] = [
      ['', theirs.length],
      ['neglected=1', late.length],
      ['stage=open', open.length],
      ...stages.map((one): [string, number] => [`stage=${one}`, theirs.filter(({ stage }) => stage === one).length]),
      ['stage=open&neglected=1', late.length],
    ]
    for (const [address, total] of counted) {
      // A page beyond the last one makes the list count all rows.
      const parameters = Object.fromEntries(new URLSearchParams(`${address}&page=99`))
      const { question } = parseListParams(opportunityList, parameters)
      expect(await opportunityList.page(question, w.who(who)), address).toEqual({ rows: [], total, more: false })
    }
  }
  setClock()
})
