import { ok, refuseAndKeep } from '@xietong/domain/kernel/result'
import { signInBySms as declared } from '@xietong/domain/sales/contract'
import { performWithPeer } from '../../runtime/context'
import { askWechat, bindWechat, openSession, verifySmsCode } from '../identity'
import { findSalespersonByPhone } from '../organisation'

/**
 * ST-001: only a phone that the console has entered as a salesperson; nobody is registered here.
 */
export const signInBySms = performWithPeer(declared, {
  before: async (deps, { wechatCode: code }) => (code ? askWechat(deps, 'sales', { code }) : null),
  run: async (ctx, { phone, smsCode }, visit) => {
    const key = { phone, app: 'sales', purpose: 'sign-in' } as const
    if (!(await verifySmsCode(ctx, { ...key, code: smsCode }))) {
      return refuseAndKeep('SMS_CODE_WRONG')
    }
    const employee = await findSalespersonByPhone(ctx.tx, phone)
    if (!employee) {
      return refuseAndKeep('NOT_A_SALESPERSON')
    }
    const { employeeId: subjectId, personId } = employee
    if (visit?.ok) {
      await bindWechat(ctx, { program: 'sales', ...visit.identity, personId, move: true })
    }
    ctx.audit({ objectKind: 'employee', objectId: subjectId, objectNo: employee.name })
    return ok({ token: await openSession(ctx, { app: 'sales', subjectId, personId }) })
  },
})
