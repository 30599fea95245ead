import type { Row } from '../database/tables.ts'

export type Stage = Row<'opportunities'>['stage']

export const openStages = ['prospecting', 'qualification', 'proposal', 'negotiation'] as const

/** Stages that people may choose; superseded is only set when a conflict is decided. */
export const selectableStages = [...openStages, 'won', 'lost'] as const

/** All stages, in their usual order. */
export const stages = [...selectableStages, 'superseded'] as const

/** Whether a stage is neither won, lost nor superseded. */
export const isOpenStage = (stage: Stage): boolean => openStages.some((open) => open === stage)

const usualProbability: Record<Stage, number> = {
  prospecting: 10,
  qualification: 25,
  proposal: 50,
  negotiation: 75,
  won: 100,
  lost: 0,
  superseded: 0,
}

/** The probability of winning in whole percent: the person's own estimate, else the stage's usual one. */
export const probabilityOf = ({ stage, probability }: { stage: Stage; probability: number | null }): number =>
  probability ?? usualProbability[stage]

/** An amount in minor units weighted by a percentage; half rounds up. */
export const weightedAmount = (amount: number, percent: number): number =>
  Number((BigInt(amount) * BigInt(percent) + 50n) / 100n)

/**
 * The estimate after an update. It stays until the stage changes, and closed opportunities have none. A number that was
 * changed together with the stage applies to the new stage.
 */
export function probabilityAfterUpdate(
  before: { stage: Stage; probability: number | null },
  wanted: { stage: Stage; probability: number | null },
): number | null {
  if (!isOpenStage(wanted.stage)) return null
  const stageChanged = wanted.stage !== before.stage
  return stageChanged && wanted.probability === before.probability ? null : wanted.probability
}

/** The field that must be filled in: the loss reason, or a note when a closed opportunity is reopened. */
export function missingStageChangeField(
  from: Stage,
  to: Stage,
  input: { loss_reason: string | null; note: string | null },
): 'loss_reason' | 'note' | null {
  if (to === 'lost' && input.loss_reason === null) return 'loss_reason'
  return from !== to && !isOpenStage(from) && input.note === null ? 'note' : null
}
