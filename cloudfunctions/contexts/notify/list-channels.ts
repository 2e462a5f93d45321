import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { answer } from '../../runtime/context'
import { channelStates } from './channel-states'

export const listChannels = answer(op.listChannels, async (ctx) =>
  ok({ rows: await channelStates(ctx.deps, ctx.db) }),
)
