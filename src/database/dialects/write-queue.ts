/**
 * Runs writers one at a time, in order. Each gets the time (performance.now()) until which it may wait for other
 * processes.
 */
export function writeQueue(timeoutMs: number) {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take<T>(work: (deadline: number) => Promise<T>): Promise<T> {
      const deadline = performance.now() + timeoutMs
      const result = last.then(() => work(deadline))
      last = result.catch(() => undefined)
      return result
    },
    end: () => last,
  }
}
