import type { Handler } from '../../cloudfunctions/runtime/context'
import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/**
 * Planted bug for F2 and H6: one operation of the console is open to members, as if its grant had
 * been copied from a list that members may see.
 */
export function openedToMembers(pipeline: Pipeline, name: string): Pipeline {
  const handler = pipeline.handlers.get(name) as Handler
  const operation = { ...handler.operation, may: { ...handler.operation.may, member: 'own' } }
  const wrong = { ...handler, operation } as Handler
  return { ...pipeline, handlers: new Map([...pipeline.handlers, [name, wrong]]) }
}
