import { csvFileName } from '../csv/write.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { today } from '../i18n/format.ts'
import { translator } from '../i18n/translate.ts'
import { fileResponse, jsonResponse, redirect } from '../web/responses.ts'
import { get, post, type Route } from '../web/route.ts'
import { enqueueImportRun, inspectFile, remapImport, uploadImport } from './create-import.ts'
import type { ImportDefinition } from './definition.ts'
import { mappingForm, rowsQuery, uploadForm } from './form.ts'
import { findImport, importJson, importPage, importsPage, uploadPage } from './pages.ts'
import { rejectedRowsFile, templateFile } from './rows/rejected-rows-file.ts'

const csv = 'text/csv; charset=utf-8'

/** Routes for each kind of import: form, template and upload. */
const kindRoutes = (definition: ImportDefinition): Route[] => [
  get(`/${definition.kind}/import`, { permission: definition.may }, () => uploadPage(definition)),

  get(`/${definition.kind}/import/template.csv`, { permission: definition.may }, async ({ person, context }) => {
    const locale = person.locale ?? context.locale
    return fileResponse(
      await templateFile(definition, locale),
      csvFileName(translator(locale)(definition.title), today()),
      csv,
    )
  }),

  post(
    `/${definition.kind}/import`,
    {
      permission: definition.may,
      form: uploadForm,
      upload: true,
      prepare({ upload, input }) {
        if (!upload || (upload.size === 0 && upload.name === ''))
          throw new ValidationError('file', 'imports.choose_file')
        return inspectFile(upload, input.encoding)
      },
      onInvalid: ({ values, errors }) => uploadPage(definition, { values, errors }),
    },
    async ({ input, prepared, person }) =>
      redirect(`/imports/${await uploadImport(definition, prepared, input.on_duplicate, person)}`),
  ),
]

/** Routes for all imports: list, page, progress, rejected rows, mapping and commit. */
const recordRoutes: Route[] = [
  get('/imports', { permission: 'imports.see' }, ({ person }) => importsPage(person)),

  get('/imports/:id', { permission: 'imports.see', load: findImport, query: rowsQuery }, ({ record, query }) =>
    importPage({ record, action: query.action, number: query.page }),
  ),

  get('/imports/:id.json', { permission: 'imports.see', load: findImport }, ({ record }) =>
    jsonResponse(importJson(record)),
  ),

  get(
    '/imports/:id/rejected.csv',
    { permission: 'imports.see', load: findImport },
    async ({ record, person, context }) => {
      const path = await rejectedRowsFile(record, person.locale ?? context.locale)
      return fileResponse(path, `${record.file_name.replace(/\.csv$/i, '')}.rejected.csv`, csv)
    },
  ),

  post(
    '/imports/:id/mapping',
    {
      permission: 'imports.see',
      load: findImport,
      form: mappingForm,
      onInvalid: ({ record, values, errors }) => importPage({ record, form: { values, errors } }),
    },
    async ({ record, input, person }) => {
      await remapImport(record, input, person)
      return redirect(`/imports/${record.id}`)
    },
  ),

  post(
    '/imports/:id/commit',
    {
      permission: 'imports.see',
      load: findImport,
      onInvalid: ({ record, values, errors }) => importPage({ record, form: { values, errors } }),
    },
    async ({ record, person }) => {
      await enqueueImportRun(record, person)
      return redirect(`/imports/${record.id}`)
    },
  ),
]

/** All import routes, for the features' definitions. */
export const importRoutes = (definitions: ImportDefinition[]): Route[] => [
  ...definitions.flatMap(kindRoutes),
  ...recordRoutes,
]
