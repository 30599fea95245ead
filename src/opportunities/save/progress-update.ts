import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { bumpVersion, updateTracked, writeDerivedColumns } from '../../history/update-tracked.ts'
import { ValidationError, VersionConflict } from '../../i18n/error-classes.ts'
import { today } from '../../i18n/format.ts'
import { addNewChoices } from '../../preferences/choices-from-records.ts'
import { staleAfterDays } from '../../preferences/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { opportunityStaleDate } from '../due/stale-date.ts'
import { reasonsAgainstLosing } from '../extension-points.ts'
import type { OpportunityUpdateInput } from '../form.ts'
import { getOpportunity, insertOpportunityUpdate, type Opportunity } from '../repository.ts'
import { isOpenStage, missingStageChangeField, probabilityAfterUpdate, type Stage } from '../stages.ts'

/**
 * Records an update: a note, and old and new value of each change. Losing requires a loss reason, reopening a note.
 * Throws ValidationError, VersionConflict if the form's version is not current.
 */
export const updateOpportunityProgress = (id: number, input: OpportunityUpdateInput, by: Person): Promise<void> =>
  transaction(async () => {
    const before = await getOpportunity(id)
    if (input.version !== before.version) throw new VersionConflict('opportunities', id)
    const { version, note, ...typed } = input
    const stage = stageAfter(before, typed.stage, by)
    const missing = missingStageChangeField(before.stage, stage, input)
    if (missing)
      throw new ValidationError(
        missing,
        missing === 'note' ? 'opportunities.reopen_reason_required' : 'errors.required',
      )
    if (stage === 'lost' && before.stage !== 'lost') await refuseLosing(id)
    const wanted = {
      ...typed,
      stage,
      probability: probabilityAfterUpdate(before, { stage, probability: typed.probability }),
      loss_reason: stage === 'lost' ? typed.loss_reason : null,
    }
    if (note === null && isUnchanged(before, wanted)) throw new ValidationError('note', 'opportunities.nothing_entered')
    const update_id = await insertOpportunityUpdate({
      opportunity_id: id,
      note,
      user_id: by.id,
      created_at: timestamp(),
    })
    const changed = await updateTracked('opportunities', { id, version }, wanted, by, null, { update_id })
    if (!changed) await bumpVersion('opportunities', { id, version })
    await updateDates(before, wanted)
    await addNewChoices(wanted, by)
  })

/** The new stage. Only a manager may reopen a superseded opportunity. Throws ValidationError at stage. */
function stageAfter(before: Opportunity, wanted: Stage | null, by: Person): Stage {
  const stage = wanted ?? before.stage
  if (stage === before.stage) return stage
  if (stage === 'superseded') throw new ValidationError('stage', 'errors.choice')
  if (before.stage === 'superseded' && by.role !== 'manager')
    throw new ValidationError('stage', 'opportunities.closed_by_decision')
  return stage
}

/** Throws the first reason against losing the opportunity. */
async function refuseLosing(id: number): Promise<void> {
  for (const reasonOf of reasonsAgainstLosing) {
    const reason = await reasonOf(id)
    if (reason) throw reason
  }
}

const isUnchanged = (before: Opportunity, wanted: Partial<Opportunity>): boolean =>
  Object.entries(wanted).every(([field, value]) => before[field as keyof Opportunity] === value)

/** Sets the dates of last update and closing, for whom it counts, and from when the opportunity is stale. */
async function updateDates(
  before: Opportunity,
  { stage, expected_close_on }: Pick<Opportunity, 'stage' | 'expected_close_on'>,
) {
  const last_update_on = today()
  const closed_on = isOpenStage(stage) ? null : stage === before.stage ? before.closed_on : last_update_on
  const counted_owner_id = isOpenStage(stage)
    ? null
    : stage === before.stage
      ? before.counted_owner_id
      : before.owner_id
  const stale_on = opportunityStaleDate({ stage, last_update_on, expected_close_on }, await staleAfterDays())
  await writeDerivedColumns('opportunities', before.id, { last_update_on, closed_on, counted_owner_id, stale_on })
}
