import { carriers, isEnabled } from '@xietong/domain/fulfilment/carriers'
import * as op from '@xietong/domain/fulfilment/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'

export const listCarriers = answer(op.listCarriers, async () =>
  ok({
    rows: carriers.map((one) => ({
      code: one.code,
      name: one.name,
      enabled: isEnabled(one),
      trackingPattern: one.trackingPattern,
      kuaidi: one.kuaidi,
      wechat: one.wechat,
    })),
  }),
)
