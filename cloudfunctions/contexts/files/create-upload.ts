import * as op from '@xietong/domain/files/contract'
import { ok } from '@xietong/domain/kernel/result'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import { actorKey } from '../../runtime/actor'
import { perform } from '../../runtime/context'
import { insertReservation } from './store'
import { hashToken } from './upload-token'

const OPEN_MS = 30 * MINUTE_MS

/** The link is signed by the store for this key, type and length; where it has none, by a token. */
export const createUpload = perform(op.createUpload, async (ctx, input) => {
  const { name, type, access } = input
  const token = Buffer.from(ctx.deps.random.bytes(24)).toString('base64url')
  const fileId = ctx.newId()
  const size = Math.max(1, input.size)
  const until = plusMs(ctx.now, OPEN_MS)
  await insertReservation(ctx.tx, {
    id: fileId,
    name,
    type,
    size,
    access,
    owner: actorKey(ctx.actor),
    tokenHash: hashToken(token),
    expiresAt: until,
    now: ctx.now,
  })
  const direct = ctx.deps.ports.files.putLink(fileId, { type, size, until })
  return ok({ fileId, uploadUrl: direct ?? `/files/upload/${token}` })
})
