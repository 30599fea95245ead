/**
 * Does the act again and again, so many minutes after it last ended; a failure is reported and not the end. Returns its
 * gentle stop; an act that takes long asks meanwhile whether it goes on.
 */
export function every(
  minutes: number,
  act: (goesOn: () => boolean) => Promise<unknown>,
  report: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let underWay: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout
  const wait = (): void => {
    timer = setTimeout(() => {
      underWay = act(() => !stopped)
        .catch(report)
        .finally(() => {
          if (!stopped) wait()
        })
    }, minutes * 60_000).unref()
  }
  wait()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await underWay
  }
}
