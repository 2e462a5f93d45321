import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { refusingBroken } from './broken-rule'
import { packageOf } from './listing-input'
import { insertListing, replaceContents } from './listing-store'

export const createPackage = perform(op.createPackage, async (ctx, input) => {
  if (input.contents.length === 0) {
    return refuse('GOODS_INCOMPLETE', { missing: ['所含单品'] })
  }
  const listing = packageOf(ctx.newId(), input)
  const saved = await refusingBroken(`套餐“${input.name}”`, async () => {
    await insertListing(ctx.tx, { ...listing, now: ctx.now })
    await replaceContents(ctx.tx, listing.id, input.contents)
  })
  if (!saved.ok) {
    return saved
  }
  await react(ctx, 'listing.saved', { listingId: listing.id, quota: listing.quota })
  const after = { ...listing, contents: input.contents }
  ctx.audit({ objectKind: 'package', objectId: listing.id, after })
  return ok({ packageId: listing.id })
})
