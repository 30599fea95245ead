import { z } from 'zod'
import { redirect } from '../web/responses.ts'
import { get, post } from '../web/route.ts'
import { choiceListForm, choiceListFormValues, companySettingsFormValues, preferencesForm } from './form.ts'
import { choiceListFormRefused, choiceListPage, companyPreferencesPage, preferencesFormRefused } from './pages.ts'
import { choiceLists } from './repository.ts'
import { saveChoiceList, saveInstallationPreferences } from './save.ts'
import { choiceListShownAt, settingsShownAt } from './shown-settings.ts'

/** Settings for the whole department, for managers. */
export const preferenceRoutes = [
  get('/settings', { permission: 'settings.manage' }, (request) => companyPreferencesPage(request)),

  post(
    '/settings',
    {
      permission: 'settings.manage',
      load: companySettingsFormValues,
      form: preferencesForm,
      toFormValues: ({ shown }) => shown,
      shownAt: settingsShownAt,
      onInvalid: preferencesFormRefused,
    },
    async ({ input, person }) => {
      await saveInstallationPreferences(input, person)
      return redirect('/settings', 'preferences.saved')
    },
  ),

  ...choiceLists.flatMap((list) => [
    get(
      `/settings/lists/${list}`,
      { permission: 'settings.manage', query: z.object({ usual: z.enum(['', '1']) }) },
      ({ query, ...asked }) => choiceListPage(list, asked, { usual: query.usual === '1' }),
    ),

    post(
      `/settings/lists/${list}`,
      {
        permission: 'settings.manage',
        load: () => choiceListFormValues(list),
        form: choiceListForm,
        toFormValues: ({ shown }) => shown,
        shownAt: choiceListShownAt(list),
        onInvalid: choiceListFormRefused(list),
      },
      async ({ input, person }) => {
        await saveChoiceList(list, input, person)
        return redirect('/settings', 'preferences.list_saved')
      },
    ),
  ]),
]
