import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { answer } from '../../runtime/context'
import { selectAddresses } from './address-store'

export const listAddresses = answer(op.listAddresses, async (ctx) =>
  ok({ rows: await selectAddresses(ctx.db, ctx.actor.memberId) }),
)
