import * as op from '@xietong/domain/fulfilment/carrier-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { loadCarriers } from './carrier-store'

const SHOWN = 4

/** `****8912`: enough to tell two accounts apart, and no more. */
const masked = (accountNo: string | null) =>
  accountNo === null ? '' : `****${accountNo.length > SHOWN ? accountNo.slice(-SHOWN) : ''}`

export const listCarrierSettings = answer(op.listCarrierSettings, async (ctx) =>
  ok({
    rows: (await loadCarriers(ctx.db)).map((one) => ({
      id: one.code,
      name: one.name,
      enabled: one.enabled,
      sort: one.sort,
      kuaidi: one.kuaidi ?? '',
      wechat: one.wechat ?? '',
      trackingPattern: one.trackingPattern,
      accountNo: masked(one.accountNo),
      hasKey: one.accountKey !== null,
      accountBranch: one.accountBranch ?? '',
      version: one.version,
    })),
  }),
)
