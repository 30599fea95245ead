import type { Express, Request, Response } from 'express'
import { may, mayEver } from '../access/permissions.ts'
import { transaction } from '../database/database.ts'
import { DuplicateWarning, ValidationError, ValidationErrors, VersionConflict } from '../i18n/errors.ts'
import { discard, readBody } from './body.ts'
import { Forbidden, NotFound } from './errors.ts'
import { fieldErrors, parseQuery } from './forms.ts'
import { traceOf } from './middleware/log.ts'
import { requestContext } from './request-context.ts'
import type { Answer } from './responses.ts'
import type { HandlerArgs, RefusedForm, Route, Upload } from './route.ts'
import type { Sender } from './send.ts'
import { checkOrigin, checkToken } from './session/csrf.ts'
import { claimIdempotencyKey, storeResult } from './session/idempotency.ts'
import { type SignedIn, signedIn } from './session/session.ts'
import { sessionExists } from './session/session-store.ts'

/** What every route does, once for all: right, origin, body, token, record, right on it, query, form, act, answer. */
export function mount(app: Express, routes: Route[], send: Sender): void {
  for (const route of mostSpecificFirst(routes)) {
    app[route.method](route.path, async (req, res) => {
      traceOf(req).route = route.path
      const person = await signedIn(req)
      if (person) traceOf(req).user_id = person.id
      const redirect = requireSignIn(route, person)
      if (redirect) return send(req, res, person, redirect)
      if (person && !mayEver(person, route.permission)) throw new Forbidden(route.permission)
      await send(
        req,
        res,
        person,
        route.method === 'get' ? await show(route, req, person) : await act(route, req, res, person),
      )
    })
  }
}

/** Before anything else a person signs in, and changes the initial password. */
export function requireSignIn(
  route: Pick<Route, 'permission' | 'path'> | undefined,
  person: SignedIn | undefined,
): Answer | undefined {
  if (!person) return route?.permission === 'anyone' ? undefined : { kind: 'redirect', to: '/login' }
  const open = route && (route.path === '/password' || route.path === '/logout' || route.path === '/healthz')
  return person.must_change && !open ? { kind: 'redirect', to: '/password' } : undefined
}

async function show(route: Route, req: Request, person: SignedIn | undefined): Promise<Answer> {
  const record = await recordOf(route, req, person)
  const { query, dropped } = parseQuery(route.query, req.query)
  return runHandler(route, {
    person,
    record,
    query,
    dropped,
    input: undefined,
    prepared: undefined,
    upload: undefined,
    context: requestContext(req),
  })
}

async function act(route: Route, req: Request, res: Response, person: SignedIn | undefined): Promise<Answer> {
  checkOrigin(req)
  const upload = await readBody(req, res, route.upload)
  try {
    // A sign-in page that was opened before somebody signed in beside it knows no token; its origin is checked.
    if (person && route.permission !== 'anyone') checkToken(req.session.csrf, req.body._csrf)
    const record = await recordOf(route, req, person)
    return await perform(route, req, person, record, upload)
  } finally {
    if (upload) await discard(upload)
  }
}

async function perform(
  route: Route,
  req: Request,
  person: SignedIn | undefined,
  record: unknown,
  upload: Upload | undefined,
): Promise<Answer> {
  const { _csrf, _once, ...sent } = req.body as Record<string, unknown>
  const values = withDefaults(route, record, sent)
  const context = requestContext(req)
  const reject = (rejection: Partial<Rejection>) =>
    rejectForm(route, { person, record, values, context, errors: [], candidates: [], stale: false, ...rejection })
  const form = route.form?.safeParse(values)
  if (form && !form.success) return reject({ errors: fieldErrors(form.error) })
  const args = { person, record, query: undefined, dropped: [], input: form?.data, upload, context }
  try {
    const prepare = route.prepare as ((args: object) => Promise<unknown>) | undefined
    const prepared = await prepare?.(args)
    if (!person) return await runHandler(route, { ...args, prepared })
    return await transaction(() => answerOnce(route, req, _once, { ...args, prepared }))
  } catch (error) {
    const rejection = rejectionOf(error)
    if (!rejection) throw error
    return reject(rejection)
  }
}

/** Answers a form in its transaction, unless it has been answered before; rights are looked at again, as they stand now. */
async function answerOnce(
  route: Route,
  req: Request,
  once: unknown,
  args: Omit<AnyHandlerArgs, 'person' | 'record'>,
): Promise<Answer> {
  const person = await reauthenticate(req)
  if (!person) return { kind: 'redirect', to: '/login' }
  const sentBefore = await claimIdempotencyKey(once, person.id)
  if (sentBefore !== undefined) return { kind: 'redirect', to: sentBefore }
  if (!mayEver(person, route.permission)) throw new Forbidden(route.permission)
  const done = await runHandler(route, { ...args, person, record: await recordOf(route, req, person) })
  if ('to' in done && done.to) await storeResult(once, person.id, done.to)
  return done
}

type Rejection = Pick<RefusedForm<unknown, unknown>, 'errors' | 'candidates' | 'stale'>

/** Why an act refused its form; undefined for any other error. */
function rejectionOf(error: unknown): Partial<Rejection> | undefined {
  if (error instanceof ValidationError || error instanceof ValidationErrors) return { errors: error.wrong }
  if (error instanceof DuplicateWarning) return { candidates: error.candidates }
  return error instanceof VersionConflict ? { stale: true } : undefined
}

/** The form again with what was typed; a page that says so where the route has no form to show. */
const rejectForm = (route: Route, form: RefusedForm<unknown, unknown>): Answer | Promise<Answer> =>
  route.onInvalid
    ? (route.onInvalid as (form: RefusedForm<unknown, unknown>) => Answer | Promise<Answer>)(form)
    : { kind: 'page', view: 'errors/not-completed', status: 422, props: { wrong: form.errors } }

/** Who sends it, as they stand when its turn comes: reading a body can take minutes, and waiting for other writers a while. */
const reauthenticate = async (req: Request): Promise<SignedIn | undefined> =>
  (await sessionExists(req.sessionID)) ? signedIn(req) : undefined

/** What a handler is given; its route has checked which. */
type AnyHandlerArgs = HandlerArgs<unknown, unknown, unknown, unknown, unknown>

const runHandler = (route: Route, args: AnyHandlerArgs): Answer | Promise<Answer> =>
  route.handler(args as HandlerArgs<never, never, never, never, never>)

/**
 * The record of the address as this person may see it, and their right on it; what there is only one of has no id in
 * its address. Throws NotFound, Forbidden.
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

/** Fields left out are blank on a create and stay as they are on an edit. */
function withDefaults(route: Route, record: unknown, typed: Record<string, unknown>): Record<string, unknown> {
  const blank = Object.fromEntries(Object.keys(route.form?.shape ?? {}).map((name) => [name, '']))
  const toFormValues = route.toFormValues as ((record: unknown) => Record<string, unknown>) | undefined
  return { ...blank, ...(record !== undefined && toFormValues?.(record)), ...typed }
}

/** /customers/new before /customers/:id, and /imports/:id.json before /imports/:id: the more is fixed, the earlier. */
function mostSpecificFirst(routes: Route[]): Route[] {
  const rank = ({ path }: Route) =>
    path
      .split('/')
      .map((part) => (!part.startsWith(':') ? '0' : /\W/.test(part.slice(1)) ? '1' : '2'))
      .join('')
  return routes.toSorted((a, b) => rank(a).localeCompare(rank(b)))
}
