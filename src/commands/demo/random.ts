/** Random numbers that are the same on every machine, so that everybody sees the same demonstration. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number
  happens(probability: number): boolean
  one<T>(of: readonly T[]): T
}

/** Mulberry32 with a seed. */
export function seededRandom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    one<T>(of: readonly T[]): T {
      const found = of[between(0, of.length - 1)]
      if (found === undefined) throw new RangeError('nothing to choose from')
      return found
    },
  }
}
