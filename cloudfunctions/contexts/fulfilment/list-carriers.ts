import * as op from '@xietong/domain/fulfilment/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { loadCarriers } from './carrier-store'

export const listCarriers = answer(op.listCarriers, async (ctx) =>
  ok({
    rows: (await loadCarriers(ctx.db)).map((one) => ({
      code: one.code,
      name: one.name,
      enabled: one.enabled,
      trackingPattern: one.trackingPattern,
      kuaidi: one.kuaidi,
      wechat: one.wechat,
    })),
  }),
)
