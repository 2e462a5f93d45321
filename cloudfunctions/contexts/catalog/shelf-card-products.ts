import * as op from '@xietong/domain/catalog/contract'
import { missingOfCard } from '@xietong/domain/catalog/shelf'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { cardListingKinds } from './listing-input'
import { lockListings, selectCardPackages, setListingState } from './listing-store'

/** Off-shelf stops new sales; cards already sold stay redeemable (AD-156). */
export const shelfCardProducts = perform(op.shelfCardProducts, async (ctx, { ids, on }) => {
  const products = await lockListings(ctx.tx, ids, cardListingKinds)
  if (products.length !== new Set(ids).size) {
    return refuse('NOT_FOUND')
  }
  const changing = products.filter(({ state }) => (on ? state !== 'on' : state === 'on'))
  const packages = await selectCardPackages(ctx.tx, ids)
  for (const one of on ? changing : []) {
    const own = packages.filter(({ cardProductId }) => cardProductId === one.id)
    const missing = missingOfCard({ ...one, faces: one.pictures, packages: own })
    if (missing.length > 0) {
      return refuse('GOODS_INCOMPLETE', { missing, name: one.name })
    }
  }
  const changed = changing.map(({ id }) => id)
  await setListingState(ctx.tx, changed, on ? 'on' : 'off')
  ctx.audit({ objectKind: 'card-product', objectId: changed.join(','), after: { on } })
  return ok({ changed: changed.length })
})
