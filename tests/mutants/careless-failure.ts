import { sql } from 'kysely'
import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/**
 * A use case that fails with everything it was given: in the message of the error, in its fields,
 * and in a row that the database refuses and quotes.
 */
export function failingWithInput(pipeline: Pipeline, name: string): Pipeline {
  const handler = pipeline.handlers.get(name)
  if (!handler) {
    throw new Error(`no operation ${name}`)
  }
  const run: typeof handler.run = async (ctx, input) => {
    const { db } = (ctx as { deps: Pipeline['deps'] }).deps
    const { secret = '' } = input as { secret?: string }
    await sql`
      insert into identity.person (id, phone, name, created_at)
      values (gen_random_uuid(), ${secret}, ${JSON.stringify(input)}, now())`.execute(db)
    throw new Error('unreachable')
  }
  return { ...pipeline, handlers: new Map([...pipeline.handlers, [name, { ...handler, run }]]) }
}
