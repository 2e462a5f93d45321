import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { refuseStale } from '../identity'
import { refusingBroken } from './broken-rule'
import { packageOf } from './listing-input'
import { lockListings, replaceContents, selectContents, updateListingRow } from './listing-store'

/** AD-139: affects later orders only; paid orders ship the contents as sold. */
export const updatePackage = perform(op.updatePackage, async (ctx, input) => {
  const { packageId, version } = input
  const [before] = await lockListings(ctx.tx, [packageId], ['package'])
  if (!before) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'package', id: packageId })
  }
  if (input.contents.length === 0) {
    return refuse('GOODS_INCOMPLETE', { missing: ['所含单品'] })
  }
  const oldContents = await selectContents(ctx.tx, [packageId])
  const listing = packageOf(packageId, input)
  const saved = await refusingBroken(`套餐“${input.name}”`, async () => {
    await updateListingRow(ctx.tx, { ...listing, version })
    await replaceContents(ctx.tx, packageId, input.contents)
  })
  if (!saved.ok) {
    return saved
  }
  await react(ctx, 'listing.saved', { listingId: packageId, quota: listing.quota })
  ctx.audit({
    objectKind: 'package',
    objectId: packageId,
    before: { ...before, contents: oldContents },
    after: { ...listing, contents: input.contents },
  })
  return ok({ version: version + 1 })
})
