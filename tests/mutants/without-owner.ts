import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/**
 * Planted bug for H2: one operation looks a record up by its id alone and not together with its
 * owner, as if the owner had asked.
 */
export function withoutOwner(pipeline: Pipeline, name: string, owner: string): Pipeline {
  const handler = pipeline.handlers.get(name)
  if (!handler) {
    throw new Error(`no operation ${name}`)
  }
  const run: typeof handler.run = async (ctx, input, prepared) => {
    const actor = await pipeline.loadActor(owner, '10.0.0.1')
    return handler.run({ ...(ctx as object), actor } as never, input, prepared)
  }
  return { ...pipeline, handlers: new Map([...pipeline.handlers, [name, { ...handler, run }]]) }
}
