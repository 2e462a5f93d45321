import * as op from '@xietong/domain/catalog/contract'
import { randomDigits } from '@xietong/domain/kernel/random'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { refusingBroken } from './broken-rule'
import { cardOf } from './listing-input'
import { insertListing, replaceCardPackages } from './listing-store'

/** AD-205: one card redeems one unit of a linked package, so at least one must be linked. */
export const createCardProduct = perform(op.createCardProduct, async (ctx, input) => {
  if (input.packageIds.length === 0) {
    return refuse('GOODS_INCOMPLETE', { missing: ['可提套餐'] })
  }
  const listing = cardOf(ctx.newId(), input, input.code ?? `TK${randomDigits(ctx.deps.random, 8)}`)
  const saved = await refusingBroken(
    `提货卡名称“${input.name}”或编码“${listing.code}”`,
    async () => {
      await insertListing(ctx.tx, { ...listing, now: ctx.now })
      return replaceCardPackages(ctx.tx, listing.id, input.packageIds)
    },
  )
  if (!saved.ok) {
    return saved
  }
  if (!saved.value) {
    return refuse('NOT_FOUND')
  }
  await react(ctx, 'listing.saved', { listingId: listing.id, quota: listing.quota })
  const after = { ...listing, packageIds: input.packageIds }
  ctx.audit({ objectKind: 'card-product', objectId: listing.id, after })
  return ok({ cardProductId: listing.id })
})
