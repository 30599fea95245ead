import { csvName } from '../csv/write.ts'
import { ValidationError } from '../i18n/errors.ts'
import { today } from '../i18n/format.ts'
import { translator } from '../i18n/translate.ts'
import { file, json, redirect } from '../web/responses.ts'
import { get, post, type Route } from '../web/route.ts'
import { inspectFile, remapImport, runImport, uploadImport } from './create-import.ts'
import type { ImportDefinition } from './definition.ts'
import { mappingForm, rowsQuery, uploadForm } from './form.ts'
import { findImport, importJson, importPage, importsPage, uploadPage } from './pages.ts'
import { rejectedFile, templateFile } from './rows/rejected.ts'

const csv = 'text/csv; charset=utf-8'

/** What one kind of import has: the form, the file, the template. */
const kindRoutes = (definition: ImportDefinition): Route[] => [
  get(`/${definition.kind}/import`, { may: definition.may }, () => uploadPage(definition)),

  get(`/${definition.kind}/import/template.csv`, { may: definition.may }, async ({ person, around }) => {
    const locale = person.locale ?? around.locale
    return file(await templateFile(definition, locale), csvName(translator(locale)(definition.title), today()), csv)
  }),

  post(
    `/${definition.kind}/import`,
    {
      may: definition.may,
      form: uploadForm,
      upload: true,
      before({ upload, input }) {
        if (!upload || (upload.size === 0 && upload.name === ''))
          throw new ValidationError('file', 'imports.choose_file')
        return inspectFile(upload, input.encoding)
      },
      refused: ({ typed, wrong }) => uploadPage(definition, { typed, wrong }),
    },
    async ({ input, prepared, person }) =>
      redirect(`/imports/${await uploadImport(definition, prepared, input.on_duplicate, person)}`),
  ),
]

/** What every import has: its page, its progress, its rejected rows, what is said of its columns, its writing. */
const recordRoutes: Route[] = [
  get('/imports', { may: 'imports.see' }, ({ person }) => importsPage(person)),

  get('/imports/:id', { may: 'imports.see', about: findImport, query: rowsQuery }, ({ record, query }) =>
    importPage({ record, action: query.action, number: query.page }),
  ),

  get('/imports/:id.json', { may: 'imports.see', about: findImport }, ({ record }) => json(importJson(record))),

  get('/imports/:id/rejected.csv', { may: 'imports.see', about: findImport }, async ({ record, person, around }) => {
    const path = await rejectedFile(record, person.locale ?? around.locale)
    return file(path, `${record.file_name.replace(/\.csv$/i, '')}.rejected.csv`, csv)
  }),

  post(
    '/imports/:id/mapping',
    {
      may: 'imports.see',
      about: findImport,
      form: mappingForm,
      refused: ({ record, typed, wrong }) => importPage({ record, form: { typed, wrong } }),
    },
    async ({ record, input, person }) => {
      await remapImport(record, input, person)
      return redirect(`/imports/${record.id}`)
    },
  ),

  post(
    '/imports/:id/commit',
    {
      may: 'imports.see',
      about: findImport,
      refused: ({ record, typed, wrong }) => importPage({ record, form: { typed, wrong } }),
    },
    async ({ record, person }) => {
      await runImport(record, person)
      return redirect(`/imports/${record.id}`)
    },
  ),
]

/** The routes of every import; the kinds are what the features offer. */
export const importRoutes = (definitions: ImportDefinition[]): Route[] => [
  ...definitions.flatMap(kindRoutes),
  ...recordRoutes,
]
