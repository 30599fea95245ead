import { randomUUID } from 'node:crypto'
import type { Random } from '../../../src/commands/demo/random.ts'
import { type Visitor, WrongAnswer } from '../program/http-client.ts'
import { type Act, emptyRecords, type Made, operations } from './operations.ts'

/** An operation with the idempotency key of its form: sent twice, it is written once. */
export interface Sent extends Act {
  once: string
}

/** A browser that keeps writing, and its operation that got no response yet. */
export interface Writer {
  who: Visitor
  made: Made
  unanswered: Sent | undefined
}

export const writerFor = (who: Visitor): Writer => ({ who, made: emptyRecords(), unanswered: undefined })

/**
 * Sends the unanswered operation again with the same idempotency key, then one operation after another until the
 * program is gone (or `isEnd` recognises another error). Calls `told` after each acknowledged operation and returns all
 * of them. Throws if a response is wrong.
 */
export async function writeUntilGone(
  writer: Writer,
  mark: () => string,
  by: Random,
  told: () => void,
  isEnd: (error: unknown) => boolean = isGone,
): Promise<Sent[]> {
  const acknowledged: Sent[] = []
  try {
    for (;;) {
      writer.unanswered ??= next(writer.made, mark(), by)
      const act: Sent = writer.unanswered
      const { location } = await send(writer.who, act)
      writer.unanswered = undefined
      acknowledged.push(act)
      told()
      await act.made?.(location, (path) => writer.who.read(path))
    }
  } catch (error) {
    if (isEnd(error)) return acknowledged
    throw error
  }
}

function next(made: Made, mark: string, by: Random): Sent {
  for (;;) {
    const act = by.one(operations)(made, mark, by)
    if (act) return { ...act, once: randomUUID() }
  }
}

const send = (who: Visitor, { path, form, file, once }: Sent) =>
  who.ask({ path, form: { ...form, _once: once }, ...(file && { file }) })

/** Whether the error means that the program no longer answers. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code))

/** Whether the error means that the program runs but its database is unavailable. */
export const isAway = (error: unknown): boolean => error instanceof WrongAnswer && error.status === 503
