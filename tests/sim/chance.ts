/** Every decision of a run comes from here, so that a seed is the whole story. */
export interface Chance {
  /** 0 … n − 1. */
  below(n: number): number
  pick<Item>(items: readonly Item[]): Item
  /** True once in n. */
  oneIn(n: number): boolean
}

export function chanceOf(seed: number): Chance {
  // mulberry32: small, quick and good enough to choose moves with.
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    oneIn: (n) => below(n) === 0,
  }
}
