import { expressionBuilder } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { today } from '../i18n/format.ts'
import { asksOnly, type Counted } from '../lists/counted.ts'
import { openStages, type Stage } from './stages.ts'

const ofStage = expressionBuilder<Tables, 'opportunities_by_stage'>()
const ofDay = expressionBuilder<Tables, 'neglected_by_day'>()

/** Where the number of all opportunities, of a stage's or of the neglected ones is kept; null for anything else. */
export function countedOpportunities(
  asked: Record<string, unknown> & { stage: Stage | 'open' | null; neglected: '1' | null },
): Counted | null {
  if (asksOnly(asked, 'stage')) {
    const stages = asked.stage === null ? null : asked.stage === 'open' ? openStages : [asked.stage]
    const kept = { table: 'opportunities_by_stage', number: 'opportunities' }
    return stages ? { ...kept, where: ofStage('opportunities_by_stage.stage', 'in', stages) } : kept
  }
  return asksOnly(asked, 'neglected') ? countedNeglected() : null
}

/** Where the number of the neglected ones of today is kept. */
export const countedNeglected = (): Counted => ({
  table: 'neglected_by_day',
  number: 'opportunities',
  where: ofDay('neglected_by_day.neglected_on', '<=', today()),
})
