import type { Migration } from '../src/database/schema-builder.ts'

/** What is to be done at a follow-up, and the version of a communication, whose changes are recorded. */
export const followUps: Migration = {
  name: '0012_follow_ups',
  up({ column }) {
    column('communications', 'follow_up_what text')
    column('communications', 'version integer not null default 1')
  },
}
