/** Those who write, one at a time and in their order; each is told until when it may wait for other processes. */
export function turns(patience: number) {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    take<T>(work: (until: number) => Promise<T>): Promise<T> {
      waiting++
      const until = performance.now() + patience
      const mine = last
        .then(() => work(until))
        .finally(() => {
          waiting--
        })
      last = mine.catch(() => undefined)
      return mine
    },
    nobody: () => waiting === 0,
    end: () => last,
  }
}
