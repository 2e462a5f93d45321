import * as op from '@xietong/domain/fulfilment/carrier-contract'
import { isMapped } from '@xietong/domain/fulfilment/carriers'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { seal } from '../../runtime/seal'
import { refuseStale } from '../identity'
import { carrierOf, type OfferedCarrier, saveCarrier } from './carrier-store'

/** AD-337, IN-084: a carrier that a peer does not know cannot be offered. */
export const updateCarrier = perform(op.updateCarrier, async (ctx, input) => {
  const before = await carrierOf(ctx.tx, input.code)
  if (!before) {
    return refuse('NOT_FOUND')
  }
  const codes = { kuaidi: input.kuaidi || null, wechat: input.wechat || null }
  if (input.enabled && !isMapped(codes)) {
    return refuse('CARRIER_UNMAPPED')
  }
  const account = accountOf(before, input, ctx.deps.config.CODE_PEPPER)
  const { code, enabled, sort, version } = input
  if (!(await saveCarrier(ctx.tx, { code, enabled, sort, version, ...codes, ...account }))) {
    return refuseStale(ctx, { kind: 'carrier', id: code })
  }
  const shown = (one: Pick<OfferedCarrier, 'enabled' | 'sort' | 'kuaidi' | 'wechat'>) => ({
    enabled: one.enabled,
    sort: one.sort,
    kuaidi: one.kuaidi,
    wechat: one.wechat,
  })
  ctx.audit({
    objectKind: 'carrier',
    objectId: code,
    objectNo: before.name,
    before: shown(before),
    after: {
      ...shown({ enabled, sort, ...codes }),
      accountChanged:
        account.accountNo !== before.accountNo || account.accountKey !== before.accountKey,
    },
  })
  return ok({ version: version + 1 })
})

function accountOf(
  before: OfferedCarrier,
  input: InputOf<typeof op.updateCarrier>,
  pepper: string,
): Pick<OfferedCarrier, 'accountNo' | 'accountKey' | 'accountBranch'> {
  if (input.clearAccount) {
    return { accountNo: null, accountKey: null, accountBranch: null }
  }
  return {
    accountNo: input.accountNo || before.accountNo,
    accountKey: input.accountKey ? seal(pepper, input.accountKey) : before.accountKey,
    accountBranch: input.accountBranch || null,
  }
}
