import * as op from '@xietong/domain/files/contract'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { actorKey } from '../../runtime/actor'
import { type Ctx, performWithPeer } from '../../runtime/context'
import { markChecking } from './check-store'
import { contentFault, type Found } from './content-fault'
import { askPictureCheck } from './picture-check'
import { type FileRow, selectFile, settleUpload } from './store'

/** The beginning tells the type of a picture or video; a workbook is looked at whole. */
const HEAD_BYTES = 64 * 1024

/**
 * IN-118: what the store has counts, not what the client says. Asked before the transaction, since
 * an upload that was reported once is settled and never changes.
 */
export const confirmUpload = performWithPeer(op.confirmUpload, {
  before: async (deps, { fileId }, actor): Promise<Found | null> => {
    const file = await selectFile(deps.db, fileId)
    if (file?.owner !== actorKey(actor) || file.state !== 'reserved') {
      return null
    }
    const facts = await deps.ports.files.head(fileId)
    if (!facts) {
      return null
    }
    const whole = !file.type.startsWith('image/') && !file.type.startsWith('video/')
    const range = whole ? undefined : { from: 0, to: HEAD_BYTES - 1 }
    const bytes = await deps.ports.files.get(fileId, range)
    return bytes ? { ...facts, bytes } : null
  },
  run: async (ctx, { fileId, etag }, found: Found | null) => {
    const file = await selectFile(ctx.tx, fileId)
    if (!file || file.owner !== actorKey(ctx.actor)) {
      return refuse('NOT_FOUND')
    }
    if (file.state === 'refused') {
      return refuse('FILE_REFUSED', { reason: file.reason })
    }
    if (file.state !== 'reserved') {
      return ok({ fileId, state: file.state })
    }
    if (!found || (etag !== '' && etag !== found.etag)) {
      return refuse('FILE_MISSING')
    }
    const reason = contentFault(file, found)
    if (reason !== null) {
      await settleUpload(
        ctx.tx,
        { id: fileId, state: 'refused', reason, etag: found.etag },
        ctx.now,
      )
      auditUpload(ctx, file, 'refused')
      // The refusal is kept with its reason: the same file cannot be reported again.
      return refuseAndKeep('FILE_REFUSED', { reason })
    }
    const state = await accept(ctx, file, found.etag)
    auditUpload(ctx, file, state)
    return ok({ fileId, state })
  },
})

/**
 * What staff upload is the merchant's own, salespeople included. Pictures of members and dealers
 * wait for WeChat's check before anybody else sees them (IN-123); it looks at no videos, those are
 * judged where they are shown.
 */
async function accept(ctx: Ctx, file: FileRow, etag: string): Promise<'stored' | 'checking'> {
  const { actor } = ctx
  const app = actor.app
  const isPicture = file.type.startsWith('image/')
  if (isPicture && (app === 'member' || app === 'dealer')) {
    const { id } = file
    await markChecking(ctx.tx, { id, etag, program: app, personId: actor.personId })
    await askPictureCheck(ctx, id)
    return 'checking'
  }
  await settleUpload(ctx.tx, { id: file.id, state: 'stored', etag }, ctx.now)
  return 'stored'
}

function auditUpload(ctx: Ctx, file: FileRow, state: string): void {
  ctx.audit({ objectKind: 'file', objectId: file.id, after: { state, size: file.size } })
}
