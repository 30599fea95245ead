import type { Row } from '../../database/tables.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { currentInstant } from '../../values/clock.ts'

/** Milliseconds after recording during which the author may correct or withdraw a communication. */
const correctionMs = 24 * 3_600_000

/** Why a communication can no longer be corrected or withdrawn; null while it can. */
export function correctionRefusal({ created_at, withdrawn_at }: Row<'communications'>): MessageKey | null {
  if (withdrawn_at !== null) return 'customers.already_withdrawn'
  const isLate = currentInstant().getTime() >= Date.parse(created_at) + correctionMs
  return isLate ? 'customers.correction_too_late' : null
}
