import type { Express, Request, Response } from 'express'
import { may, mayEver } from '../access/permissions.ts'
import { transaction } from '../database/database.ts'
import { DuplicateWarning, ValidationError, ValidationErrors, VersionConflict } from '../i18n/error-classes.ts'
import { type MergedForm, mergeStaleForm } from './concurrent-edits/stale-form.ts'
import { Forbidden, NotFound } from './errors.ts'
import { fieldErrors, parseQuery } from './field-schemas.ts'
import { traceOfRequest } from './middleware/log.ts'
import { deleteTemporaryUpload, parseFormBody } from './parse-body.ts'
import { requestContext } from './request-context.ts'
import { type Answer, withSavedMeanwhile } from './responses.ts'
import type { HandlerArgs, RefusedForm, Route, Upload } from './route.ts'
import type { Sender } from './send.ts'
import { checkOrigin, checkToken } from './session/csrf.ts'
import { claimSubmission, storeResult, submissionId } from './session/idempotency.ts'
import { type FormPage, formPageFinder, returnPath, signInAddress } from './session/return-path.ts'
import { type SignedIn, signedInPerson } from './session/session.ts'
import { sessionExists } from './session/session-store.ts'

/**
 * Registers the routes. Every request: permission, origin, body, token, record and permission on it, query, form,
 * handler, response.
 */
export function mount(app: Express, routes: Route[], send: Sender): void {
  const formPage = formPageFinder(routes)
  for (const route of mostSpecificFirst(routes)) {
    app[route.method](route.path, async (req, res) => {
      traceOfRequest(req).route = route.path
      const person = await signedInPerson(req)
      if (person) traceOfRequest(req).user_id = person.id
      const redirect = requireSignIn(route, person, req, formPage)
      if (redirect) return send(req, res, person, redirect)
      if (person && !mayEver(person, route.permission)) throw new Forbidden(route.permission)
      await send(
        req,
        res,
        person,
        route.method === 'get'
          ? await handleGet(route, req, person)
          : await handlePost(route, req, res, person, formPage),
      )
    })
  }
}

/** Redirects to sign-in, or to the change of an initial password; undefined if the request may proceed. */
export function requireSignIn(
  route: Pick<Route, 'permission' | 'path'> | undefined,
  person: SignedIn | undefined,
  req: Request,
  formPage: FormPage,
): Answer | undefined {
  if (!person)
    return route?.permission === 'anyone' ? undefined : { kind: 'redirect', to: signInAddress(req, formPage) }
  const isExempt = route && (route.path === '/password' || route.path === '/logout' || route.path === '/healthz')
  if (!person.must_change || isExempt) return undefined
  const next = returnPath(req, formPage)
  return { kind: 'redirect', to: next === '/' ? '/password' : `/password?${new URLSearchParams({ next })}` }
}

async function handleGet(route: Route, req: Request, person: SignedIn | undefined): Promise<Answer> {
  const record = await recordOf(route, req, person)
  const { query, ignoredParams } = parseQuery(route.query, req.query)
  const answer = await runHandler(route, {
    person,
    record,
    query,
    ignoredParams,
    input: undefined,
    prepared: undefined,
    upload: undefined,
    context: requestContext(req),
  })
  return answer.kind !== 'page' || route.namesIgnored || ignoredParams.length === 0
    ? answer
    : { ...answer, ignored: ignoredParams }
}

async function handlePost(
  route: Route,
  req: Request,
  res: Response,
  person: SignedIn | undefined,
  formPage: FormPage,
): Promise<Answer> {
  checkOrigin(req)
  const upload = await parseFormBody(req, res, route.upload)
  try {
    // A sign-in page opened before signing in in another tab has no valid token; its origin is still checked.
    if (person && route.permission !== 'anyone') checkToken(req.session.csrf, req.body._csrf)
    const record = await recordOf(route, req, person)
    const answer = await handleForm(route, req, person, record, upload)
    return answer ?? { kind: 'redirect', to: signInAddress(req, formPage) }
  } finally {
    if (upload) await deleteTemporaryUpload(upload)
  }
}

async function handleForm(
  route: Route,
  req: Request,
  person: SignedIn | undefined,
  record: unknown,
  upload: Upload | undefined,
): Promise<Answer | undefined> {
  const { _csrf, _once, ...sent } = req.body as Record<string, unknown>
  const values = withDefaults(route, record, sent)
  const context = requestContext(req)
  const submission: Submission = { sent, values }
  const reject = ({ errors = [], ...rejection }: Partial<Rejection>) => {
    const { merged } = submission
    const all = [...errors, ...(merged?.form.errors ?? [])]
    const shown = { ...(merged?.form ?? { values }), errors: all }
    const refused = { person, record, values, context, candidates: [], stale: false, ...rejection }
    return rejectForm(route, { ...refused, errors: all, form: shown })
  }
  const form = route.form?.safeParse(values)
  if (form && !form.success) return reject({ errors: fieldErrors(form.error) })
  const args = { person, record, query: undefined, ignoredParams: [], input: form?.data, upload, context }
  try {
    const prepare = route.prepare as ((args: object) => Promise<unknown>) | undefined
    const prepared = await prepare?.(args)
    if (!person) return await runHandler(route, { ...args, prepared })
    const content = [req.path, sent, upload && [upload.name, upload.size]]
    return await transaction(() => answerOnce(route, req, [_once, content], { ...args, prepared }, submission))
  } catch (error) {
    const rejection = rejectionOf(error)
    if (!rejection) throw error
    return reject(rejection)
  }
}

/**
 * Handles a form once per key and content, inside the transaction. Permissions are checked again, as they are now;
 * undefined if the session has ended meanwhile.
 */
async function answerOnce(
  route: Route,
  req: Request,
  [key, content]: [unknown, unknown],
  args: Omit<AnyHandlerArgs, 'person' | 'record'>,
  submission: Submission,
): Promise<Answer | undefined> {
  const person = await reauthenticate(req)
  if (!person) return undefined
  const id = submissionId(key, person.id, content)
  const sentBefore = id && (await claimSubmission(id, person.id))
  if (sentBefore !== undefined) return { kind: 'redirect', to: sentBefore }
  if (!mayEver(person, route.permission)) throw new Forbidden(route.permission)
  const answer = await answerMerged(route, { ...args, person, record: await recordOf(route, req, person) }, submission)
  if (id && 'to' in answer && answer.to) await storeResult(id, answer.to)
  return answer
}

/** A form that was sent: its fields, and with those that were left out; `merged` if it was stale. */
interface Submission {
  sent: Record<string, unknown>
  values: Record<string, unknown>
  merged?: MergedForm
}

/** Handles a form; a stale one with what others have saved meanwhile. Throws VersionConflict if both changed a field. */
async function answerMerged(route: Route, args: AnyHandlerArgs, submission: Submission): Promise<Answer> {
  const merged = await mergeStaleForm(route, args.record, submission.sent, submission.values)
  if (!merged) return runHandler(route, args)
  submission.merged = merged
  if (!merged.accepted) throw new VersionConflict(route.path, 0)
  return withSavedMeanwhile(await runHandler(route, { ...args, input: merged.input }), merged.meanwhile)
}

type Rejection = Pick<RefusedForm<unknown, unknown>, 'errors' | 'candidates' | 'stale'>

/** The rejection for an error with which an action refuses a form; undefined for any other error. */
function rejectionOf(error: unknown): Partial<Rejection> | undefined {
  if (error instanceof ValidationError || error instanceof ValidationErrors) return { errors: error.errors }
  if (error instanceof DuplicateWarning) return { candidates: error.candidates }
  return error instanceof VersionConflict ? { stale: true } : undefined
}

/** Shows the form again with what was typed, or a general error page if the route has no `onInvalid`. */
const rejectForm = (route: Route, form: RefusedForm<unknown, unknown>): Answer | Promise<Answer> =>
  route.onInvalid
    ? (route.onInvalid as (form: RefusedForm<unknown, unknown>) => Answer | Promise<Answer>)(form)
    : { kind: 'page', view: 'errors/action-refused', status: 422, props: { errors: form.errors } }

/** The sender's account as it is now: reading the body can take minutes, and so can waiting for other writers. */
const reauthenticate = async (req: Request): Promise<SignedIn | undefined> =>
  (await sessionExists(req.sessionID)) ? signedInPerson(req) : undefined

/** Handler arguments with the types erased; get() and post() have checked them. */
type AnyHandlerArgs = HandlerArgs<unknown, unknown, unknown, unknown, unknown>

const runHandler = (route: Route, args: AnyHandlerArgs): Answer | Promise<Answer> =>
  route.handler(args as HandlerArgs<never, never, never, never, never>)

/**
 * Loads the route's record for this person and checks their permission on it. A route without an id loads record 1.
 * Throws NotFound, Forbidden.
 */
async function recordOf(route: Route, req: Request, person: SignedIn | undefined): Promise<unknown> {
  if (!route.load || !person) return undefined
  const id = route.path.includes(':') ? String(req.params.id) : '1'
  if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > 2147483647) throw new NotFound()
  const record = await route.load(Number(id), person)
  if (record === undefined) throw new NotFound()
  if (!may(person, route.permission, record as { owner_id: number })) throw new Forbidden(route.permission)
  return record
}

/** Missing fields are blank on a create and keep the record's values on an edit. */
function withDefaults(route: Route, record: unknown, typed: Record<string, unknown>): Record<string, unknown> {
  const blank = Object.fromEntries(Object.keys(route.form?.shape ?? {}).map((name) => [name, '']))
  const toFormValues = route.toFormValues as ((record: unknown) => Record<string, unknown>) | undefined
  return { ...blank, ...(record !== undefined && toFormValues?.(record)), ...typed }
}

/** Sorts literal paths first: /customers/new before /customers/:id, and /imports/:id.json before /imports/:id. */
function mostSpecificFirst(routes: Route[]): Route[] {
  const rank = ({ path }: Route) =>
    path
      .split('/')
      .map((part) => (!part.startsWith(':') ? '0' : /\W/.test(part.slice(1)) ? '1' : '2'))
      .join('')
  return routes.toSorted((a, b) => rank(a).localeCompare(rank(b)))
}
