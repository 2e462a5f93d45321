import { openSeason } from '@xietong/domain/cards/season'
import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { cardListingKinds } from './listing-input'
import { lockListings, writeSeasons } from './listing-store'

/** AD-144: cards that were sold are redeemable in the season that is opened now. */
export const addNextSeason = perform(op.addNextSeason, async (ctx, input) => {
  const { cardProductId, version } = input
  const [before] = await lockListings(ctx.tx, [cardProductId], cardListingKinds)
  if (!before) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'card-product', id: cardProductId })
  }
  const { season, nextSeason } = before
  const opened = openSeason({ season, nextSeason }, input.season, shanghaiDay(ctx.now))
  if (typeof opened === 'string') {
    return refuse('SEASON_NOT_OPENED', { reason: opened })
  }
  await writeSeasons(ctx.tx, cardProductId, opened)
  ctx.audit({
    objectKind: 'card-product',
    objectId: cardProductId,
    before: { season, nextSeason },
    after: opened,
  })
  return ok({ version: version + 1 })
})
