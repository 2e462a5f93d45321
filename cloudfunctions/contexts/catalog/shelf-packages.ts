import * as op from '@xietong/domain/catalog/contract'
import { missingOfPackage } from '@xietong/domain/catalog/shelf'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { lockListings, selectContents, setListingState } from './listing-store'

/** AD-140: off-shelf packages cannot be bought, open orders go on. */
export const shelfPackages = perform(op.shelfPackages, async (ctx, { ids, on }) => {
  const packages = await lockListings(ctx.tx, ids, ['package'])
  if (packages.length !== new Set(ids).size) {
    return refuse('NOT_FOUND')
  }
  const changing = packages.filter(({ state }) => (on ? state !== 'on' : state === 'on'))
  const contents = await selectContents(ctx.tx, ids)
  for (const one of on ? changing : []) {
    const own = contents.filter(({ packageId }) => packageId === one.id)
    const missing = missingOfPackage({ ...one, contents: own })
    if (missing.length > 0) {
      return refuse('GOODS_INCOMPLETE', { missing, name: one.name })
    }
  }
  const changed = changing.map(({ id }) => id)
  await setListingState(ctx.tx, changed, on ? 'on' : 'off')
  ctx.audit({ objectKind: 'package', objectId: changed.join(','), after: { on } })
  return ok({ changed: changed.length })
})
