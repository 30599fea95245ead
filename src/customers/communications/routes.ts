import { redirect, redirectWithUndo } from '../../web/responses.ts'
import { post } from '../../web/route.ts'
import { customerPage } from '../pages.ts'
import { findCustomer } from '../repository.ts'
import { finishFollowUp, moveFollowUp, recordCommunication, reopenFollowUp } from './communications.ts'
import { findFollowUp } from './communications-repository.ts'
import { communicationForm, followUpDoneForm, followUpForm, followUpFormValues } from './form.ts'

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
    async ({ record, input, person }) => {
      if (record.follow_up_done_at !== null) return redirect(input.back, 'customers.follow_up_already_completed')
      await moveFollowUp(record, input, person)
      return redirect(input.back, 'customers.follow_up_rescheduled')
    },
  ),

  post(
    '/follow-ups/:id/done',
    { permission: 'follow_ups.change', load: findFollowUp, form: followUpDoneForm },
    async ({ record, input, person }) => {
      if (record.follow_up_done_at !== null) return redirect(input.back, 'customers.follow_up_already_completed')
      await finishFollowUp(record, person)
      return redirectWithUndo(input.back, 'customers.follow_up_completed', `/follow-ups/${record.id}/reopen`)
    },
  ),

  post(
    '/follow-ups/:id/reopen',
    { permission: 'follow_ups.change', load: findFollowUp, form: followUpDoneForm },
    async ({ record, input, person }) => {
      if (record.follow_up_done_at !== null) await reopenFollowUp(record, person)
      return redirect(input.back, 'customers.follow_up_reopened')
    },
  ),
]
