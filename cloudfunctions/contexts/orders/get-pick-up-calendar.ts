import { pickUpWindow, seasonState } from '@xietong/domain/cards/season'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/orders/contract'
import { pickUpCalendar } from '@xietong/domain/orders/pick-up'
import { answer } from '../../runtime/context'
import { dealersInScope, isOneOf } from '../../runtime/data-scope'
import { loadCardProducts, readCards } from '../cards'
import { readSettings } from '../settings'
import { festivalsBetween } from './festivals'
import { bookedDays } from './pick-up-store'
import { pickUpTerms } from './pick-up-terms'
import { packagesLeft } from './sale-stock'

/** The days that the cards can be redeemed for, with what is left of each (MB-055). */
export const getPickUpCalendar = answer(op.getPickUpCalendar, async (ctx, input) => {
  const cards = await readCards(ctx.db, input.cardIds)
  const { actor } = ctx
  const dealers = await dealersInScope(ctx, ctx.db)
  const mine = cards.filter((card) =>
    actor.app === 'member' ? card.memberId === actor.memberId : isOneOf(dealers, card.dealerId),
  )
  const [first] = mine
  if (!first || mine.length < new Set(input.cardIds).size) {
    return refuse('NOT_FOUND')
  }
  if (mine.some((card) => card.productId !== first.productId || card.memberId !== first.memberId)) {
    return refuse('MIXED_CARDS')
  }
  const product = (await loadCardProducts(ctx.db, [first.productId], ctx.now)).get(first.productId)
  if (!product) {
    return refuse('NOT_FOUND')
  }
  const today = shanghaiDay(ctx.now)
  const settings = await readSettings(ctx.db)
  const window = pickUpWindow(product.season, pickUpTerms(ctx.now, settings))
  const left = await packagesLeft(ctx.db, product.packages)
  return ok({
    packages: product.packages.map(({ itemId, name, picture }) => ({
      packageId: itemId,
      name,
      picture,
      available: left.get(itemId) ?? 0,
    })),
    opensOn: product.season?.opensOn ?? null,
    closesOn: product.season?.closesOn ?? null,
    season: seasonState(product.season, today),
    days: pickUpCalendar({
      window,
      today,
      capacity: settings.pickUpDailyCapacity,
      booked: await bookedDays(ctx.db, window.opensOn, window.closesOn),
      festivals: festivalsBetween(window.opensOn, window.closesOn),
    }),
  })
})
