import * as op from '@xietong/domain/fulfilment/exception-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { personsOfAccounts } from '../identity'

/** Whoever may ship may own an exception. */
export async function possibleOwners(reader: Reader): Promise<{ id: string; name: string }[]> {
  const found = await personsOfAccounts(reader, { accountIds: [], permissions: ['orders.ship'] })
  return found.map(({ subjectId, name }) => ({ id: subjectId, name }))
}

export const listExceptionOwners = answer(op.listExceptionOwners, async (ctx) =>
  ok({ rows: await possibleOwners(ctx.db) }),
)
