import * as op from '@xietong/domain/files/contract'
import { ok } from '@xietong/domain/kernel/result'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import { actorKey } from '../../runtime/actor'
import { perform } from '../../runtime/context'
import { insertReservation } from './store'
import { hashToken } from './upload-token'

const OPEN_MS = 15 * MINUTE_MS

export const createUpload = perform(op.createUpload, async (ctx, input) => {
  const { name, type } = input
  const token = Buffer.from(ctx.deps.random.bytes(24)).toString('base64url')
  const fileId = ctx.newId()
  await insertReservation(ctx.tx, {
    id: fileId,
    name,
    type,
    size: Math.max(1, input.size),
    owner: actorKey(ctx.actor),
    tokenHash: hashToken(token),
    expiresAt: plusMs(ctx.now, OPEN_MS),
    now: ctx.now,
  })
  return ok({ fileId, uploadUrl: `/files/upload/${token}` })
})
