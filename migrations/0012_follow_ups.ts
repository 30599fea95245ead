import type { Migration } from '../src/database/schema-builder.ts'

/**
 * What is to be done at a follow-up, and the communication that ended it; the version of a communication, whose changes
 * are recorded, and when it was corrected or withdrawn; the index of the next steps that are due.
 */
export const followUps: Migration = {
  name: '0012_follow_ups',
  up({ column, index }) {
    column('communications', 'follow_up_what text')
    column('communications', 'version integer not null default 1')
    column('communications', 'follow_up_ended_by integer')
    column('communications', 'corrected_at text')
    column('communications', 'withdrawn_at text')
    index(
      'opportunities_next_step_on',
      'opportunities (owner_id, next_step_on, id) where closed_on is null and next_step_on is not null',
    )
  },
}
