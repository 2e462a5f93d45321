import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { perform } from '../../runtime/context'
import { channelRows, setChannel } from './consent-store'

/**
 * NT-002: off with a reason. The in-app message is what remains when others are off, so it stays
 * on.
 */
export const switchChannel = perform(op.switchChannel, async (ctx, input) => {
  if (!input.on && input.channel === 'in-app') {
    return refuse('VALIDATION_FAILED', { fields: '站内消息不能停用' })
  }
  if (!input.on && input.reason === '') {
    return refuse('VALIDATION_FAILED', { fields: '请填写停用原因' })
  }
  const before = (await channelRows(ctx.tx)).find((row) => row.channel === input.channel)
  const reason = input.on ? '' : input.reason
  await setChannel(ctx.tx, { channel: input.channel, is_on: input.on, reason })
  ctx.audit({
    objectKind: 'channel',
    objectId: input.channel,
    before: { on: before?.is_on, reason: before?.reason },
    after: { on: input.on, reason },
  })
  return ok({})
})
