import type { z } from 'zod'
import type { OwnerPermission, Permission } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import type { FieldError } from '../i18n/error-classes.ts'
import type { Locale } from '../i18n/locale.ts'
import type { ShownRecord } from './concurrent-edits/shown-record.ts'
import type { FormState } from './form-state.ts'
import type { Answer } from './responses.ts'

/** Finds a record that this person may see; undefined if it does not exist or they may not. */
type Find<R> = (id: number, person: Person) => Promise<R | undefined>

type UnownedPermission = Exclude<Permission, OwnerPermission>
type PersonOf<M> = M extends 'anyone' ? Person | undefined : Person
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

/** An uploaded file, stored under a random name until the request ends. */
export interface Upload {
  path: string
  name: string
  size: number
}

/** What handlers may read of the request besides its form. */
export interface RequestContext {
  path: string
  address: string
  browser: string | null
  device: string | null
  locale: Locale
  parameters: Record<string, unknown>
}

/** What a handler receives. */
export interface HandlerArgs<P, R, Q, I, B = undefined> {
  person: P
  record: R
  query: Q
  /** Query parameters that were invalid and ignored; the page says so. */
  ignoredParams: string[]
  input: I
  prepared: B
  upload: Upload | undefined
  context: RequestContext
}

/**
 * What `onInvalid` receives: the values as typed, the errors, possible duplicates, and whether the version was stale.
 * `form` is the form to show: as typed, or merged with what others have saved meanwhile.
 */
export interface RefusedForm<P, R> {
  person: P
  record: R
  values: Record<string, unknown>
  errors: FieldError[]
  candidates: unknown[]
  stale: boolean
  form: FormState
  context: RequestContext
}

type Reply = Answer | Promise<Answer>

interface GetOptions<Q> {
  query?: Q
  /** The page itself names the parameters that were not understood; else the layout does. */
  namesIgnored?: true
}

interface PostOptions<P, R, F, B> {
  form?: F
  /** The record as form values; used for fields that the request leaves out. */
  toFormValues?: (record: R) => Record<string, unknown>
  /** The record as a form of this version was shown it; if somebody else has changed it since, the form is merged. */
  shownAt?: (record: R, version: string) => Promise<ShownRecord<R> | undefined>
  onInvalid?: (form: RefusedForm<P, R>) => Reply
  /** Runs before and outside the transaction: slow work (a hash, a file) and writes that must survive a refusal. */
  prepare?: (args: Omit<HandlerArgs<P, R, undefined, Parsed<F>>, 'prepared'>) => Promise<B>
  upload?: boolean
}

/** A route. Every route has a permission. */
export interface Route {
  method: 'get' | 'post'
  path: string
  permission: Permission
  load: Find<unknown> | undefined
  query: z.ZodObject | undefined
  namesIgnored: boolean
  form: z.ZodObject | undefined
  toFormValues: ((record: never) => Record<string, unknown>) | undefined
  shownAt: ((record: never, version: string) => Promise<ShownRecord<unknown> | undefined>) | undefined
  onInvalid: ((form: RefusedForm<never, never>) => Reply) | undefined
  prepare: ((args: never) => Promise<unknown>) | undefined
  upload: boolean
  handler: (args: HandlerArgs<never, never, never, never, never>) => Reply
}

/** A page. A permission that depends on the owner requires `load`. */
export function get<R extends { owner_id: number }, Q extends z.ZodObject | undefined = undefined>(
  path: string,
  spec: { permission: OwnerPermission; load: Find<R> } & GetOptions<Q>,
  handler: (args: HandlerArgs<Person, R, Parsed<Q>, undefined>) => Reply,
): Route
export function get<M extends UnownedPermission, R = undefined, Q extends z.ZodObject | undefined = undefined>(
  path: string,
  spec: { permission: M; load?: Find<R> } & GetOptions<Q>,
  handler: (args: HandlerArgs<PersonOf<M>, R, Parsed<Q>, undefined>) => Reply,
): Route
export function get(path: string, spec: object, handler: unknown): Route {
  return { ...defaults, ...spec, method: 'get', path, handler } as Route
}

/** A form's action. It runs in one transaction, once per idempotency key and content. */
export function post<R extends { owner_id: number }, F extends z.ZodObject | undefined = undefined, B = undefined>(
  path: string,
  spec: { permission: OwnerPermission; load: Find<R> } & PostOptions<Person, R, F, B>,
  handler: (args: HandlerArgs<Person, R, undefined, Parsed<F>, B>) => Reply,
): Route
export function post<
  M extends UnownedPermission,
  R = undefined,
  F extends z.ZodObject | undefined = undefined,
  B = undefined,
>(
  path: string,
  spec: { permission: M; load?: Find<R> } & PostOptions<PersonOf<M>, R, F, B>,
  handler: (args: HandlerArgs<PersonOf<M>, R, undefined, Parsed<F>, B>) => Reply,
): Route
export function post(path: string, spec: object, handler: unknown): Route {
  return { ...defaults, ...spec, method: 'post', path, handler } as Route
}

const defaults = {
  load: undefined,
  query: undefined,
  namesIgnored: false,
  form: undefined,
  toFormValues: undefined,
  shownAt: undefined,
  onInvalid: undefined,
  prepare: undefined,
  upload: false,
}
