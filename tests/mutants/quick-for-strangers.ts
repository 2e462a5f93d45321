import { signInConsole } from '@xietong/domain/identity/contract'
import { refuseAndKeep } from '@xietong/domain/kernel/result'
import { sql } from 'kysely'
import { perform } from '../../cloudfunctions/runtime/context'
import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/** Planted bug for I2: a name that does not exist is refused before any password is hashed. */
export function quickForStrangers(pipeline: Pipeline): Pipeline {
  const real = pipeline.handlers.get(signInConsole.name)
  const wrong = perform(signInConsole, async (ctx, input) => {
    const { rows } = await sql`
      select 1 from identity.account where lower(login) = lower(${input.login})`.execute(ctx.tx)
    return rows.length === 0
      ? refuseAndKeep('SIGN_IN_FAILED')
      : ((await real?.run(ctx as never, input as never, undefined as never)) as never)
  })
  return { ...pipeline, handlers: new Map([...pipeline.handlers, [signInConsole.name, wrong]]) }
}
