import { command, query } from '../kernel/operation'
import { amountFen, flag, id, list, object, oneOf, text } from '../kernel/schema'

/** How many a member keeps; more would be a list nobody reads. */
export const MOST_FAVOURITES = 200
const anyKind = oneOf(['package', 'e-card', 'physical-card'])

/** MB-023: one tap of the heart. `on` says the wish, so that a repeated tap changes nothing. */
export const setFavourite = command('orders.setFavourite', {
  title: '收藏商品',
  may: { member: 'own' },
  input: { kind: anyKind, itemId: id, on: flag },
  output: object({ favourite: flag }),
  refusals: ['FAVOURITES_FULL'],
})
/** MB-066: what the member likes, at today's price and state, the newest first. */
export const listFavourites = query('orders.listFavourites', {
  title: '我的收藏',
  may: { member: 'own' },
  input: {},
  output: object({
    rows: list(
      object({
        id,
        kind: anyKind,
        name: text(60),
        picture: id.nullable(),
        retailFen: amountFen,
        memberFen: amountFen.nullable(),
        state: oneOf(['on', 'off', 'sold-out']),
      }),
      MOST_FAVOURITES,
    ),
  }),
  refusals: [],
})
/** MB-066: one or many at once. */
export const removeFavourites = command('orders.removeFavourites', {
  title: '取消收藏',
  may: { member: 'own' },
  input: { itemIds: list(id, MOST_FAVOURITES, 1) },
  output: object({}),
  refusals: [],
})
