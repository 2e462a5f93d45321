import type { Handler } from '../../cloudfunctions/runtime/context'

type Run = (ctx: { actor: object }, input: never, prepared: never) => unknown

/**
 * Planted bug for H4: the worker of exports forgets whose task it is and asks every list for the
 * whole company.
 */
export function withoutScope(handlers: ReadonlyMap<string, Handler>): ReadonlyMap<string, Handler> {
  return new Map(
    [...handlers].map(([name, handler]) => {
      const right = handler.run as unknown as Run
      const run: Run = (ctx, input, prepared) =>
        right({ ...ctx, actor: { ...ctx.actor, limits: [] } }, input, prepared)
      return [name, { ...handler, run: run as unknown as Handler['run'] }]
    }),
  )
}
