import { z } from 'zod'
import { redirect } from '../web/responses.ts'
import { get, post } from '../web/route.ts'
import { choicesForm, choicesFormValues, preferencesForm, preferencesFormValues } from './form.ts'
import { choicesFormRefused, choicesPage, preferencesFormRefused, preferencesPage } from './pages.ts'
import { choiceLists } from './repository.ts'
import { saveChoices, savePreferences } from './save.ts'

/** Settings for the whole department, for managers. */
export const preferenceRoutes = [
  get('/settings', { permission: 'settings.manage' }, (request) => preferencesPage(request)),

  post(
    '/settings',
    {
      permission: 'settings.manage',
      load: preferencesFormValues,
      form: preferencesForm,
      toFormValues: ({ shown }) => shown,
      onInvalid: preferencesFormRefused,
    },
    async ({ input, person }) => {
      await savePreferences(input, person)
      return redirect('/settings', 'preferences.saved')
    },
  ),

  ...choiceLists.flatMap((list) => [
    get(
      `/settings/lists/${list}`,
      { permission: 'settings.manage', query: z.object({ usual: z.enum(['', '1']) }) },
      ({ query, ...asked }) => choicesPage(list, asked, { usual: query.usual === '1' }),
    ),

    post(
      `/settings/lists/${list}`,
      {
        permission: 'settings.manage',
        load: () => choicesFormValues(list),
        form: choicesForm,
        toFormValues: ({ shown }) => shown,
        onInvalid: choicesFormRefused(list),
      },
      async ({ input, person }) => {
        await saveChoices(list, input, person)
        return redirect('/settings', 'preferences.list_saved')
      },
    ),
  ]),
]
