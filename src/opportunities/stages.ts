import type { Row } from '../database/tables.ts'

export type Stage = Row<'opportunities'>['stage']

export const openStages = ['prospecting', 'qualification', 'proposal', 'negotiation'] as const

/** Those that people may choose; superseded comes of a conflict's decision alone. */
export const chosenStages = [...openStages, 'won', 'lost'] as const

/** Every stage, in the order in which they are passed. */
export const stages = [...chosenStages, 'superseded'] as const

export const isOpen = (stage: Stage): boolean => openStages.some((open) => open === stage)

const usual: Record<Stage, number> = {
  prospecting: 10,
  qualification: 25,
  proposal: 50,
  negotiation: 75,
  won: 100,
  lost: 0,
  superseded: 0,
}

/** What is known of being won, in whole percent: somebody's own estimate, else what is usual at the stage. */
export const probabilityOf = ({ stage, probability }: { stage: Stage; probability: number | null }): number =>
  probability ?? usual[stage]

/** An amount weighted by the probability, in minor units; half away from zero. */
export const weightedAmount = (amount: number, percent: number): number =>
  Number((BigInt(amount) * BigInt(percent) + 50n) / 100n)

/**
 * The estimate after an update: one's own stands until the stage moves, and what is closed has none. A number typed
 * anew along with the move is the new stage's.
 */
export function estimateAfter(
  before: { stage: Stage; probability: number | null },
  wanted: { stage: Stage; probability: number | null },
): number | null {
  if (!isOpen(wanted.stage)) return null
  const moved = wanted.stage !== before.stage
  return moved && wanted.probability === before.probability ? null : wanted.probability
}

/** What must be said when a stage is reached: why it was lost, why what was closed is taken up again. */
export function missingReason(
  from: Stage,
  to: Stage,
  said: { loss_reason: string | null; note: string | null },
): 'loss_reason' | 'note' | null {
  if (to === 'lost' && said.loss_reason === null) return 'loss_reason'
  return from !== to && !isOpen(from) && said.note === null ? 'note' : null
}
