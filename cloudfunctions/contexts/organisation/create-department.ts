import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { perform } from '../../runtime/context'
import { departmentExists, insertDepartment } from './store'

export const createDepartment = perform(op.createDepartment, async (ctx, { name, parentId }) => {
  if (parentId && !(await departmentExists(ctx.tx, parentId))) {
    return refuse('NOT_FOUND')
  }
  const id = ctx.newId()
  if (!(await insertDepartment(ctx.tx, { id, name, parentId, now: ctx.now }))) {
    return refuse('DUPLICATE', { what: '部门名称' })
  }
  ctx.audit({ objectKind: 'department', objectId: id, objectNo: name, after: { name, parentId } })
  return ok({ departmentId: id })
})
