import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/** Planted bug for H3: a use case answers a whole row, with a field that the contract leaves out. */
export function tellingMore(pipeline: Pipeline, name: string): Pipeline {
  const handler = pipeline.handlers.get(name)
  if (!handler) {
    throw new Error(`no operation ${name}`)
  }
  const run: typeof handler.run = async (...given) => {
    const result = await handler.run(...given)
    return result.ok
      ? { ...result, value: { ...(result.value as object), passwordHash: 'scrypt$' } }
      : result
  }
  return { ...pipeline, handlers: new Map([...pipeline.handlers, [name, { ...handler, run }]]) }
}
