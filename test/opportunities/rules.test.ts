import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { opportunityStaleDate } from '../../src/opportunities/due/stale-date.ts'
import {
  isOpenStage,
  missingStageChangeField,
  probabilityAfterUpdate,
  probabilityOf,
  stages,
  weightedAmount,
} from '../../src/opportunities/stages.ts'
import { addDays, daysBetween } from '../../src/values/days.ts'
import { maxAmount } from '../../src/values/money.ts'

const stage = fc.constantFrom(...stages)
const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n))

describe('stages', () => {
  test('have default probabilities; an own estimate replaces them', () => {
    expect(stages.map((one) => probabilityOf({ stage: one, probability: null }))).toEqual([10, 25, 50, 75, 100, 0, 0])
    expect(probabilityOf({ stage: 'prospecting', probability: 0 })).toBe(0)
    expect(stages.filter(isOpenStage)).toEqual(['prospecting', 'qualification', 'proposal', 'negotiation'])
  })

  test('an own estimate is kept until the stage changes', () => {
    const before = { stage: 'proposal', probability: 60 } as const
    expect(probabilityAfterUpdate(before, { stage: 'proposal', probability: 60 })).toBe(60)
    expect(probabilityAfterUpdate(before, { stage: 'proposal', probability: null })).toBe(null)
    expect(probabilityAfterUpdate(before, { stage: 'negotiation', probability: 60 })).toBe(null)
    expect(probabilityAfterUpdate(before, { stage: 'negotiation', probability: 90 })).toBe(90)
    expect(probabilityAfterUpdate(before, { stage: 'won', probability: 90 })).toBe(null)
  })

  test('losing needs a reason, and so does leaving a closed stage', () => {
    const nothing = { loss_reason: null, note: null }
    expect(missingStageChangeField('proposal', 'lost', nothing)).toBe('loss_reason')
    expect(missingStageChangeField('proposal', 'won', nothing)).toBe(null)
    expect(missingStageChangeField('won', 'won', nothing)).toBe(null)
    for (const from of ['won', 'lost', 'superseded'] as const)
      expect(missingStageChangeField(from, 'proposal', nothing)).toBe('note')
    expect(missingStageChangeField('won', 'lost', { loss_reason: '退单', note: null })).toBe('note')
    expect(missingStageChangeField('won', 'lost', { loss_reason: '退单', note: '客户反悔' })).toBe(null)
  })

  test('a weighted amount is rounded to the cent, half up', () => {
    expect(weightedAmount(1, 50)).toBe(1)
    expect(weightedAmount(99, 10)).toBe(10)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxAmount }), fc.nat(100), (amount, percent) => {
        const weighted = BigInt(weightedAmount(amount, percent)) * 100n
        const off = weighted - BigInt(amount) * BigInt(percent)
        expect(off > -50n && off <= 50n).toBe(true)
      }),
    )
  })
})

describe('stale opportunities', () => {
  test('become stale on the date that counting day by day gives', () => {
    fc.assert(
      fc.property(stage, day, fc.option(day), fc.integer({ min: 1, max: 90 }), (one, last_update_on, close, days) => {
        const from = opportunityStaleDate({ stage: one, last_update_on, expected_close_on: close }, days)
        const counts = (today: string) =>
          daysBetween(last_update_on, today) >= days || (close !== null && close < today)
        const first = from !== null && counts(from) && !counts(addDays(from, -1))
        expect(isOpenStage(one) ? first : from === null).toBe(true)
      }),
    )
  })

  test('work on the last possible date', () => {
    const last = { stage: 'proposal', last_update_on: '2026-01-05', expected_close_on: '9999-12-31' } as const
    expect(opportunityStaleDate(last, 14)).toBe('2026-01-19')
  })
})
