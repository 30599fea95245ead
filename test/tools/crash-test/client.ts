import { randomUUID } from 'node:crypto'
import type { Random } from '../../../src/commands/demo/random.ts'
import { type Visitor, WrongAnswer } from '../program/http-client.ts'
import { type Act, acts, type Made, nothingMade } from './operations.ts'

/** An act with its form's own key: however often it is sent, it is written once. */
export interface Sent extends Act {
  once: string
}

/** Somebody who writes all the time, and the act of theirs that no answer came for. */
export interface Writer {
  who: Visitor
  made: Made
  unanswered: Sent | undefined
}

export const writerAt = (who: Visitor): Writer => ({ who, made: nothingMade(), unanswered: undefined })

/**
 * Sends what was left unanswered once more, as its form would be, then one act after another until the program is gone, or
 * what else is taken for the end; returns those that were acknowledged, and tells of each. Throws where an answer is wrong.
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
    const act = by.one(acts)(made, mark, by)
    if (act) return { ...act, once: randomUUID() }
  }
}

const send = (who: Visitor, { path, form, file, once }: Sent) =>
  who.ask({ path, form: { ...form, _once: once }, ...(file && { file }) })

/** The program does not answer any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code))

/** The program is there, but its database is not. */
export const isAway = (error: unknown): boolean => error instanceof WrongAnswer && error.status === 503
