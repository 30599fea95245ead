import { redirect, redirectWithUndo } from '../../web/responses.ts'
import { get, post } from '../../web/route.ts'
import type { Undo } from '../../web/view-props.ts'
import { customerPage } from '../pages.ts'
import { customerDisplayName, findCustomer } from '../repository.ts'
import { recordCommunication } from './communications.ts'
import { findCommunication, findFollowUp } from './communications-repository.ts'
import { correctionPage, correctionRefused, withdrawalRefused } from './correction-page.ts'
import { correctCommunication, undoCommunication, withdrawCommunication } from './corrections.ts'
import { flashDay, followUpFlashValues } from './flash-values.ts'
import { finishFollowUp, isOpenFollowUp, moveFollowUp, undoFollowUpChange } from './follow-ups.ts'
import {
  communicationForm,
  correctionForm,
  correctionFormValues,
  followUpDoneForm,
  followUpForm,
  followUpFormValues,
  followUpUndoForm,
  versionFormValues,
  withdrawalForm,
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
    async ({ record, input, person, context }) => {
      const { follow_up_in, back, ...rest } = input
      const follow_up_on = input.follow_up_on ?? follow_up_in
      const id = await recordCommunication(record, { ...rest, follow_up_on }, person)
      const flash = follow_up_on ? 'customers.activity_logged_next' : 'customers.activity_logged'
      const values = { customer: customerDisplayName(record), day: flashDay(follow_up_on, person, context) }
      const undo = { path: `/communications/${id}/withdraw`, fields: { version: '1', undo: '1' } }
      return redirectWithUndo(back ?? `/customers/${record.id}`, flash, values, undo)
    },
  ),

  get(
    '/communications/:id/edit',
    { permission: 'communications.correct', load: findCommunication },
    ({ record, person }) => correctionPage(record, person),
  ),

  post(
    '/communications/:id',
    {
      permission: 'communications.correct',
      load: findCommunication,
      form: correctionForm,
      toFormValues: correctionFormValues,
      onInvalid: correctionRefused,
    },
    async ({ record, input, person }) => {
      await correctCommunication(record, input, person)
      return redirect(`/customers/${record.customer_id}`, 'customers.communication_corrected')
    },
  ),

  post(
    '/communications/:id/withdraw',
    {
      permission: 'communications.correct',
      load: findCommunication,
      form: withdrawalForm,
      toFormValues: versionFormValues,
      onInvalid: withdrawalRefused,
    },
    async ({ record, input, person }) => {
      await (input.undo ? undoCommunication : withdrawCommunication)(record, input.version, person)
      const to = input.back ?? `/customers/${record.customer_id}`
      return redirect(to, 'customers.communication_withdrawn', { customer: customerDisplayName(record) })
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
