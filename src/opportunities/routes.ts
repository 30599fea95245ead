import { z } from 'zod'
import { listExportRoutes } from '../lists/export-routes.ts'
import { shownByHistory } from '../web/concurrent-edits/shown-record.ts'
import { idSchema } from '../web/field-schemas.ts'
import { redirect } from '../web/responses.ts'
import { get, post } from '../web/route.ts'
import {
  opportunityDetailsForm,
  opportunityDetailsFormValues,
  opportunityForm,
  opportunityUpdateForm,
  opportunityUpdateFormValues,
} from './form.ts'
import { editOpportunityPage, newOpportunityPage, opportunityFormRefused } from './form-page.ts'
import { opportunityList } from './list.ts'
import { opportunityListPage, opportunityPage, opportunityUpdateFormRefused } from './pages.ts'
import { findOpportunity } from './repository.ts'
import { createOpportunity } from './save/create.ts'
import { updateOpportunityProgress } from './save/progress-update.ts'
import { saveOpportunity } from './save/save.ts'

const newQuery = z.object({ customer_id: idSchema(), q: z.string().trim().max(200) })

export const opportunityRoutes = [
  get('/opportunities', { permission: 'opportunities.see' }, ({ person, context }) =>
    opportunityListPage(context.parameters, person),
  ),

  ...listExportRoutes(opportunityList, { export: 'opportunities.export', title: 'opportunities.title_page' }),

  get('/opportunities/new', { permission: 'opportunities.create', query: newQuery }, ({ person, query }) =>
    newOpportunityPage(person, query.customer_id, query.q),
  ),

  post(
    '/opportunities',
    { permission: 'opportunities.create', form: opportunityForm, onInvalid: opportunityFormRefused },
    async ({ input, person }) =>
      redirect(`/opportunities/${await createOpportunity(input, person)}`, 'opportunities.created'),
  ),

  get('/opportunities/:id', { permission: 'opportunities.see', load: findOpportunity }, ({ record, person, context }) =>
    opportunityPage({ opportunity: record, person, context }),
  ),

  get('/opportunities/:id/edit', { permission: 'opportunities.edit', load: findOpportunity }, ({ record, person }) =>
    editOpportunityPage(record, person),
  ),

  post(
    '/opportunities/:id',
    {
      permission: 'opportunities.edit',
      load: findOpportunity,
      form: opportunityDetailsForm,
      toFormValues: opportunityDetailsFormValues,
      shownAt: shownByHistory('opportunities'),
      onInvalid: opportunityFormRefused,
    },
    async ({ record, input, person }) => {
      await saveOpportunity(record.id, input, person)
      return redirect(`/opportunities/${record.id}`, 'opportunities.saved')
    },
  ),

  post(
    '/opportunities/:id/updates',
    {
      permission: 'opportunities.edit',
      load: findOpportunity,
      form: opportunityUpdateForm,
      toFormValues: opportunityUpdateFormValues,
      shownAt: shownByHistory('opportunities'),
      onInvalid: opportunityUpdateFormRefused,
    },
    async ({ record, input, person }) => {
      await updateOpportunityProgress(record.id, input, person)
      const won = input.stage === 'won' && record.stage !== 'won'
      return redirect(`/opportunities/${record.id}`, won ? 'opportunities.marked_won' : 'opportunities.updated')
    },
  ),
]
