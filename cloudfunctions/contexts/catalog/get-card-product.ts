import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { cardsLeft } from './cards-left'
import { cardListingKinds } from './listing-input'
import { selectCardPackages, selectListing } from './listing-store'

export const getCardProduct = answer(op.getCardProduct, async (ctx, { cardProductId }) => {
  const row = await selectListing(ctx.db, cardProductId, cardListingKinds)
  if (!row) {
    return refuse('NOT_FOUND')
  }
  const packages = await selectCardPackages(ctx.db, [cardProductId])
  const left = await cardsLeft(ctx, [row])
  return ok({
    id: row.id,
    kind: row.kind === 'e-card' ? ('electronic' as const) : ('physical' as const),
    name: row.name,
    code: row.code,
    categoryId: row.categoryId,
    faces: row.pictures,
    description: row.description,
    season: row.season,
    nextSeason: row.nextSeason,
    packageIds: packages.map(({ packageId }) => packageId),
    retailFen: row.retailFen,
    subsidyFen: row.subsidyFen,
    quota: row.quota ?? 0,
    state: row.state,
    available: left.get(cardProductId) ?? 0,
    version: row.version,
  })
})
