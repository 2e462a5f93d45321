import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { lockDiscountLadder } from '../channel'
import { refusalOnLadder } from './level-rule'
import { insertLevel } from './level-store'

export const createLevel = perform(op.createLevel, async (ctx, input) => {
  const { requestId: _key, ...fields } = input
  await lockDiscountLadder(ctx.tx)
  const id = ctx.newId()
  if (!(await insertLevel(ctx.tx, { ...fields, id, now: ctx.now }))) {
    return refuse('DUPLICATE', { what: '等级名称' })
  }
  const refusal = await refusalOnLadder(ctx.tx, fields.discount)
  if (refusal) {
    return refusal
  }
  ctx.audit({ objectKind: 'level', objectId: id, objectNo: fields.name, after: fields })
  return ok({ levelId: id })
})
