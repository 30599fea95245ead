import { redirect, redirectWithUndo, type Undo } from '../../web/responses.ts'
import { post } from '../../web/route.ts'
import { customerPage } from '../pages.ts'
import { findCustomer } from '../repository.ts'
import { recordCommunication } from './communications.ts'
import { findFollowUp } from './communications-repository.ts'
import { followUpFlashValues } from './flash-values.ts'
import { finishFollowUp, isOpenFollowUp, moveFollowUp, undoFollowUpChange } from './follow-ups.ts'
import {
  communicationForm,
  followUpDoneForm,
  followUpForm,
  followUpFormValues,
  followUpUndoForm,
  versionFormValues,
} from './form.ts'

export const communicationRoutes = [
  post(
    '/customers/:id/communications',
    {
      permission: 'customers.communicate',
      load: findCustomer,
      form: communicationForm,
      onInvalid: ({ record, person, context, values, errors }) =>
        customerPage({ customer: record, person, context, communication: { values, errors }, status: 422 }),
    },
    async ({ record, input, person }) => {
      const { follow_up_in, back, ...rest } = input
      await recordCommunication(record, { ...rest, follow_up_on: input.follow_up_on ?? follow_up_in }, person)
      return redirect(back ?? `/customers/${record.id}`, 'customers.activity_logged')
    },
  ),

  post(
    '/follow-ups/:id/move',
    { permission: 'follow_ups.change', load: findFollowUp, form: followUpForm, toFormValues: followUpFormValues },
    async ({ record, input, person, context }) => {
      if (!isOpenFollowUp(record)) return redirect(input.back, 'customers.follow_up_already_completed')
      const values = followUpFlashValues({ ...record, ...input }, person, context)
      return (await moveFollowUp(record, input, person))
        ? redirectWithUndo(input.back, 'customers.follow_up_rescheduled', values, undoOf(record))
        : redirect(input.back, 'customers.follow_up_rescheduled', values)
    },
  ),

  post(
    '/follow-ups/:id/done',
    { permission: 'follow_ups.change', load: findFollowUp, form: followUpDoneForm },
    async ({ record, input, person, context }) => {
      if (!isOpenFollowUp(record)) return redirect(input.back, 'customers.follow_up_already_completed')
      await finishFollowUp(record, person)
      const values = followUpFlashValues(record, person, context)
      return redirectWithUndo(input.back, 'customers.follow_up_completed', values, undoOf(record))
    },
  ),

  post(
    '/follow-ups/:id/undo',
    { permission: 'follow_ups.change', load: findFollowUp, form: followUpUndoForm, toFormValues: versionFormValues },
    async ({ record, input, person, context }) => {
      await undoFollowUpChange(record, input.version, person)
      const before = (await findFollowUp(record.id)) ?? record
      return redirect(input.back, 'customers.follow_up_restored', followUpFlashValues(before, person, context))
    },
  ),
]

/** The undo button of the change that is being made to a follow-up. */
const undoOf = ({ id, version }: { id: number; version: number }): Undo => ({
  path: `/follow-ups/${id}/undo`,
  fields: { version: String(version + 1) },
})
