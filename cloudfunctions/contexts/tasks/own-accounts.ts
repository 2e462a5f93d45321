import type { ActorOf } from '../../runtime/actor'
import type { ReadCtx } from '../../runtime/context'
import { accountsOfPersons } from '../identity'

/** The console accounts of the caller: an employee's phone shows what their computer shows. */
export async function ownAccounts(ctx: ReadCtx<ActorOf<'console' | 'sales'>>): Promise<string[]> {
  const { actor } = ctx
  if (actor.app === 'console') {
    return [actor.accountId]
  }
  return (await accountsOfPersons(ctx.db, [actor.personId])).map((account) => account.id)
}
