import { ok, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/account-contract'
import { perform } from '../../runtime/context'
import { checkPassword, openSession } from '../identity'
import { findSalespersonByPhone } from '../organisation'

/** ST-002. The way by SMS code stays open while the password is locked. */
export const signInByPassword = perform(op.signInByPassword, async (ctx, { phone, password }) => {
  const employee = await findSalespersonByPhone(ctx.tx, phone)
  const subjectId = employee?.employeeId ?? null
  const verdict = await checkPassword(ctx, { app: 'sales', subjectId, name: phone, password })
  if (verdict === 'locked') {
    return refuseAndKeep('ACCOUNT_LOCKED')
  }
  if (verdict === 'wrong' || !employee) {
    return refuseAndKeep('SIGN_IN_FAILED')
  }
  const { employeeId, personId } = employee
  ctx.audit({ objectKind: 'employee', objectId: employeeId, objectNo: employee.name })
  return ok({ token: await openSession(ctx, { app: 'sales', subjectId: employeeId, personId }) })
})
