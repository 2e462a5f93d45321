import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { refuseStale } from '../identity'
import { refusingBroken } from './broken-rule'
import { cardListingKinds, cardOf } from './listing-input'
import {
  lockListings,
  replaceCardPackages,
  selectCardPackages,
  updateListingRow,
} from './listing-store'

/** A card sold keeps its kind: the form's kind must be the stored one. */
export const updateCardProduct = perform(op.updateCardProduct, async (ctx, input) => {
  const { cardProductId, version } = input
  const [before] = await lockListings(ctx.tx, [cardProductId], cardListingKinds)
  const listing = cardOf(cardProductId, input, input.code ?? before?.code ?? null)
  if (!before || before.kind !== listing.kind) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'card-product', id: cardProductId })
  }
  if (input.packageIds.length === 0) {
    return refuse('GOODS_INCOMPLETE', { missing: ['可提套餐'] })
  }
  const { season } = listing
  const { nextSeason } = before
  if (nextSeason && (season === null || season.closesOn >= nextSeason.opensOn)) {
    return refuse('SEASON_NOT_OPENED', {
      reason: `下一季已开放，本季须在 ${nextSeason.opensOn} 之前收季`,
    })
  }
  const sold = await ctx.deps.questions.lockQuotaTaken(ctx.tx, cardProductId)
  if (before.kind === 'e-card' && input.quota < sold) {
    return refuse('QUOTA_BELOW_SOLD', { sold })
  }
  const oldPackages = await selectCardPackages(ctx.tx, [cardProductId])
  const saved = await refusingBroken(
    `提货卡名称“${input.name}”或编码“${listing.code}”`,
    async () => {
      await updateListingRow(ctx.tx, { ...listing, version })
      return replaceCardPackages(ctx.tx, cardProductId, input.packageIds)
    },
  )
  if (!saved.ok) {
    return saved
  }
  if (!saved.value) {
    return refuse('NOT_FOUND')
  }
  await react(ctx, 'listing.saved', { listingId: cardProductId, quota: listing.quota })
  ctx.audit({
    objectKind: 'card-product',
    objectId: cardProductId,
    before: { ...before, packageIds: oldPackages.map(({ packageId }) => packageId) },
    after: { ...listing, packageIds: input.packageIds },
  })
  return ok({ version: version + 1 })
})
