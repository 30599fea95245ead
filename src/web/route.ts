import type { z } from 'zod'
import type { OwnerPermission, Permission } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import type { FieldError } from '../i18n/errors.ts'
import type { Locale } from '../i18n/locale.ts'
import type { Answer } from './responses.ts'

/** Finds a record as this person may see it; what they may not see is not found. */
type Find<R> = (id: number, person: Person) => Promise<R | undefined>

type PlainRight = Exclude<Permission, OwnerPermission>
type PersonOf<M> = M extends 'anyone' ? Person | undefined : Person
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

/** A file as it was uploaded, kept under a made-up name until the request ends. */
export interface Upload {
  path: string
  name: string
  size: number
}

/** What of the request's surroundings a handler may know. */
export interface RequestContext {
  path: string
  address: string
  browser: string | null
  device: string | null
  locale: Locale
  parameters: Record<string, unknown>
}

export interface HandlerArgs<P, R, Q, I, B = undefined> {
  person: P
  record: R
  query: Q
  /** Parameters of the address that could not be read: dropped, and the page says so. */
  dropped: string[]
  input: I
  prepared: B
  upload: Upload | undefined
  context: RequestContext
}

/** What a refused form is made of: everything typed, what is wrong, candidates of a duplicate, whether it was stale. */
export interface RefusedForm<P, R> {
  person: P
  record: R
  values: Record<string, unknown>
  errors: FieldError[]
  candidates: unknown[]
  stale: boolean
  context: RequestContext
}

type Reply = Answer | Promise<Answer>

interface Asking<Q> {
  query?: Q
}

interface Posting<P, R, F, B> {
  form?: F
  /** The record's fields as its form shows them: they stand in for those that a request leaves out. */
  toFormValues?: (record: R) => Record<string, unknown>
  onInvalid?: (form: RefusedForm<P, R>) => Reply
  /** What is slow (a hash, a file) or must stay though the act is refused: before and outside the transaction. */
  prepare?: (args: Omit<HandlerArgs<P, R, undefined, Parsed<F>>, 'prepared'>) => Promise<B>
  upload?: boolean
}

/** A route with its right; there is none without. */
export interface Route {
  method: 'get' | 'post'
  path: string
  permission: Permission
  load: Find<unknown> | undefined
  query: z.ZodObject | undefined
  form: z.ZodObject | undefined
  toFormValues: ((record: never) => Record<string, unknown>) | undefined
  onInvalid: ((form: RefusedForm<never, never>) => Reply) | undefined
  prepare: ((args: never) => Promise<unknown>) | undefined
  upload: boolean
  handler: (args: HandlerArgs<never, never, never, never, never>) => Reply
}

/** A page. A right that depends on the owner can't be declared without `load`. */
export function get<R extends { owner_id: number }, Q extends z.ZodObject | undefined = undefined>(
  path: string,
  spec: { permission: OwnerPermission; load: Find<R> } & Asking<Q>,
  handler: (args: HandlerArgs<Person, R, Parsed<Q>, undefined>) => Reply,
): Route
export function get<M extends PlainRight, R = undefined, Q extends z.ZodObject | undefined = undefined>(
  path: string,
  spec: { permission: M; load?: Find<R> } & Asking<Q>,
  handler: (args: HandlerArgs<PersonOf<M>, R, Parsed<Q>, undefined>) => Reply,
): Route
export function get(path: string, spec: object, handler: unknown): Route {
  return { ...closed, ...spec, method: 'get', path, handler } as Route
}

/** An act: runs in one transaction, once. */
export function post<R extends { owner_id: number }, F extends z.ZodObject | undefined = undefined, B = undefined>(
  path: string,
  spec: { permission: OwnerPermission; load: Find<R> } & Posting<Person, R, F, B>,
  handler: (args: HandlerArgs<Person, R, undefined, Parsed<F>, B>) => Reply,
): Route
export function post<M extends PlainRight, R = undefined, F extends z.ZodObject | undefined = undefined, B = undefined>(
  path: string,
  spec: { permission: M; load?: Find<R> } & Posting<PersonOf<M>, R, F, B>,
  handler: (args: HandlerArgs<PersonOf<M>, R, undefined, Parsed<F>, B>) => Reply,
): Route
export function post(path: string, spec: object, handler: unknown): Route {
  return { ...closed, ...spec, method: 'post', path, handler } as Route
}

const closed = {
  load: undefined,
  query: undefined,
  form: undefined,
  toFormValues: undefined,
  onInvalid: undefined,
  prepare: undefined,
  upload: false,
}
