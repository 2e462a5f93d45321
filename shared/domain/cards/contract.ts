import { query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { day, flag, id, instant, list, object, oneOf, text } from '../kernel/schema'
import { cardExport } from './exports'

export const cardStates = ['inactive', 'active', 'used', 'void'] as const
export const cardKinds = ['electronic', 'physical'] as const

const wallet = {
  id,
  kind: oneOf(cardKinds),
  cardProductId: id,
  name: text(60),
  maskedNumber: text(24),
  state: oneOf(cardStates),
  packages: list(object({ packageId: id, name: text(60) }), 10),
  season: object({ opensOn: day, closesOn: day }).nullable(),
  inSeason: flag,
  locked: flag,
  vip: flag,
  receivedAt: instant,
  usedOrderId: id.nullable(),
}
/** MB-054: the member's own cards; the number is masked, the secret never leaves. */
export const listMyCards = query('cards.listMyCards', {
  title: '我的提货卡',
  may: { member: 'own' },
  input: listInput({ state: oneOf(cardStates) }, [
    '-receivedAt',
    'receivedAt',
    'seasonEnd',
    '-seasonEnd',
    'name',
    '-name',
  ]),
  output: listOutput(object(wallet)),
  refusals: [],
})
export const getMyCard = query('cards.getMyCard', {
  title: '提货卡详情',
  may: { member: 'own' },
  input: { cardId: id },
  output: object(wallet),
  refusals: [],
})
/** Console look-up of cards by number or holder; needed to redeem for a caller. */
export const listCards = query('cards.listCards', {
  title: '提货卡查询',
  may: { console: 'cards.read' },
  input: listInput(
    { number: text(20), state: oneOf(cardStates), memberId: id, orderNo: text(32) },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(
    object({
      id,
      kind: oneOf(cardKinds),
      number: text(20),
      name: text(60),
      state: oneOf(cardStates),
      holder: text(60),
      memberId: id.nullable(),
      orderNo: text(32).nullable(),
      createdAt: instant,
    }),
  ),
  exports: cardExport,
  refusals: [],
})
