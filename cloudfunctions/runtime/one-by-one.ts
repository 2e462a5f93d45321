import type { Deps } from './context'

/**
 * Work of a timer, one after the other. What fails is a bug: it is logged, and does not hold up
 * those that wait behind it.
 */
export async function oneByOne<One>(
  { log }: Pick<Deps, 'log'>,
  what: string,
  all: readonly One[],
  run: (one: One) => Promise<unknown>,
): Promise<void> {
  for (const one of all) {
    try {
      await run(one)
    } catch (error) {
      log.error({ what, one, err: error }, 'one of many failed')
    }
  }
}
