import * as op from '@xietong/domain/bulk/contract'
import { importKinds } from '@xietong/domain/imports'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { actorKey } from '../../runtime/actor'
import { perform } from '../../runtime/context'
import { findOwnFile } from '../files'
import { OPEN_MAX } from './start-export'
import { countOpen, insertTask } from './task-store'
import { XLSX } from './workbook-type'

export const startImport = perform(op.startImport, async (ctx, { kind, fileId, remark }) => {
  const known = importKinds.get(kind)
  if (!known) {
    return refuse('NOT_FOUND')
  }
  if (!ctx.actor.permissions.has(known.right)) {
    return refuse('FORBIDDEN')
  }
  const file = await findOwnFile(ctx.tx, { id: fileId, owner: actorKey(ctx.actor) })
  if (!file) {
    return refuse('FILE_NOT_USABLE', { reason: '没有找到您上传的文件，请重新选择' })
  }
  if (file.type !== XLSX) {
    return refuse('FILE_NOT_USABLE', { reason: '请选择 .xlsx 格式的 Excel 文件' })
  }
  const { accountId, personId, name } = ctx.actor
  const count = await countOpen(ctx.tx, accountId)
  if (count >= OPEN_MAX) {
    return refuse('TOO_MANY_TASKS', { count })
  }
  const taskId = ctx.newId()
  await insertTask(ctx.tx, {
    id: taskId,
    kind: 'import',
    name: kind,
    title: known.title,
    accountId,
    personId,
    accountName: name,
    // Chosen now, so that writing the file again after a crash leaves no second one behind.
    parameters: { remark, failureFileId: ctx.newId() },
    phase: 'read',
    sourceFileId: fileId,
    sourceName: file.name,
    now: ctx.now,
  })
  ctx.audit({ objectKind: 'import', objectId: taskId, after: { kind, file: file.name, remark } })
  return ok({ taskId })
})
