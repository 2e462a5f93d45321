import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/people-contract'
import { answer } from '../../runtime/context'
import { ownerOf } from './list-my-members'
import { countOwned } from './people-store'

export const countMyMembers = answer(op.countMyMembers, async (ctx) =>
  ok(await countOwned(ctx.db, ownerOf(ctx.actor))),
)
