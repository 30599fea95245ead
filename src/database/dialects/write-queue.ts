/** Those who write, one at a time and in their order; each is told until when it may wait for other processes. */
export function writeQueue(patience: number) {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take<T>(work: (until: number) => Promise<T>): Promise<T> {
      const until = performance.now() + patience
      const mine = last.then(() => work(until))
      last = mine.catch(() => undefined)
      return mine
    },
    end: () => last,
  }
}
