import * as op from '@xietong/domain/files/contract'
import type { Permission } from '@xietong/domain/kernel/permissions'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Actor, actorKey } from '../../runtime/actor'
import { answer } from '../../runtime/context'
import { privateLink } from './link'
import { type FileRow, selectFile } from './store'

export const openFile = answer(op.openFile, async (ctx, { fileId }) => {
  const file = await selectFile(ctx.db, fileId)
  return file && mayRead(file, ctx.actor) ? ok(privateLink(ctx.deps, fileId)) : refuse('NOT_FOUND')
})

function mayRead(file: FileRow, actor: Actor): boolean {
  if (file.owner === actorKey(actor)) {
    return file.state !== 'reserved'
  }
  if (file.state !== 'stored') {
    return false
  }
  const permitted =
    actor.app === 'console' &&
    file.reader !== null &&
    actor.permissions.has(file.reader as Permission)
  return file.access === 'public' || permitted
}
