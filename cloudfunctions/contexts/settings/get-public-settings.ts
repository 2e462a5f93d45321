import { ok } from '@xietong/domain/kernel/result'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/settings/contract'
import { bannersAt, seasonAt } from '@xietong/domain/settings/season'
import { answer } from '../../runtime/context'
import { readSettings } from './index'

export const getPublicSettings = answer(op.getPublicSettings, async (ctx) => {
  const settings = await readSettings(ctx.db)
  const today = shanghaiDay(ctx.now)
  const season = seasonAt(settings, today)
  return ok({
    hotline: settings.hotline,
    showSales: settings.showSales,
    showStock: settings.showStock,
    unpaidCloseMinutes: settings.unpaidCloseMinutes,
    autoReceiptDays: settings.autoReceiptDays,
    afterSaleDays: settings.afterSaleDays,
    now: ctx.now.toISOString(),
    season,
    banners: bannersAt(season, today),
  })
})
