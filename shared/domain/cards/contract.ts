import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  count,
  day,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  text,
} from '../kernel/schema'
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
  /** `over`: the season has passed and the next one is not opened yet. */
  seasonState: oneOf(['open', 'before', 'over']),
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
/**
 * MB-051, MB-052: number and password prove a printed card; it goes to the member's own cards. A
 * wrong password and an unknown number answer the same and count the same. Adding an own card
 * again answers as the first time.
 */
export const addCard = command('cards.addCard', {
  title: '添加提货卡',
  may: { member: 'own' },
  input: {
    number: text(20).meta({ title: '卡号' }),
    secret: text(20).meta({ title: '密码' }),
  },
  output: object({ cardId: id }),
  refusals: [
    'CARD_TRIES_USED_UP',
    'CARD_LOCKED',
    'CARD_PIN_WRONG',
    'CARD_NOT_ACTIVE',
    'CARD_VOID',
    'CARD_USED',
    'CARD_BOUND',
  ],
  limits: { perActor: '30/minute' },
})

export const cardHolders = ['platform', 'dealer', 'member'] as const
/**
 * AD-159, AD-213: by whole number or a range, name, state, holder, owning first tier, batch, VIP
 * mark and enterprise.
 */
export const listCards = query('cards.listCards', {
  title: '提货卡查询',
  may: { console: 'cards.read' },
  input: listInput(
    {
      number: text(20),
      numberFrom: text(20),
      numberTo: text(20),
      kind: oneOf(cardKinds),
      name: text(60),
      state: oneOf(cardStates),
      holder: oneOf(cardHolders),
      batch: text(40),
      vip: flag,
      enterprise: text(60),
      memberId: id,
      holderDealerId: id,
      ownerDealerId: id,
      orderNo: text(32),
    },
    ['-createdAt', 'createdAt', 'number', '-number'],
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
      /** The first-tier dealer in whose network it is; of an e-card none. */
      owner: text(60).nullable(),
      orderNo: text(32).nullable(),
      batch: text(40).nullable(),
      remark: optionalText(100).nullable(),
      vip: flag,
      enterprise: text(60).nullable(),
      lockReason: text(100).nullable(),
      activatedAt: instant.nullable(),
      movedAt: instant.nullable(),
      /** Wrong passwords have locked the number until then. */
      pinLockedUntil: instant.nullable(),
      createdAt: instant,
    }),
  ),
  exports: cardExport,
  refusals: [],
})

const changing = {
  cardIds: list(id, 200, 1),
  reason: text(100).meta({ title: '原因' }),
}
/**
 * AD-160: 未激活 → 已激活, all or none; anything else is STATE_CONFLICT. Those in a dealer's network
 * are charged to its first tier at its price (AD-146, AD-162).
 */
export const activateCards = command('cards.activateCards', {
  title: '激活提货卡',
  may: { console: 'cards.change' },
  input: changing,
  output: object({ changed: count(200) }),
  refusals: ['STATE_CONFLICT', 'INSUFFICIENT_BALANCE'],
})
/** AD-160: 未激活 or 已激活 → 已注销, for ever; all or none; anything else is STATE_CONFLICT. */
export const voidCards = command('cards.voidCards', {
  title: '注销提货卡',
  may: { console: 'cards.change' },
  input: changing,
  output: object({ changed: count(200) }),
  refusals: ['STATE_CONFLICT'],
})
/** A card that can still move keeps its state and stays where it is until it is released. */
export const lockCards = command('cards.lockCards', {
  title: '锁定提货卡',
  may: { console: 'cards.change' },
  input: changing,
  output: object({ changed: count(200) }),
  refusals: ['STATE_CONFLICT'],
})
export const releaseCards = command('cards.releaseCards', {
  title: '解除卡锁定',
  may: { console: 'cards.change' },
  input: changing,
  output: object({ changed: count(200) }),
  refusals: ['STATE_CONFLICT'],
})
/** AD-153: free inactive printed cards go into the hands of a first-tier dealer; all or none. */
export const allocateCards = command('cards.allocateCards', {
  title: '划拨提货卡',
  may: { console: 'cards.change' },
  input: { ...changing, dealerId: id.meta({ title: '一级渠道商' }) },
  output: object({ changed: count(200) }),
  refusals: ['NOT_FIRST_TIER', 'DEALER_NOT_ACTIVE', 'STATE_CONFLICT'],
})
/** The VIP mark and the enterprise of cards that are not void, set as given. */
export const markCards = command('cards.markCards', {
  title: '标记提货卡',
  may: { console: 'cards.change' },
  input: {
    ...changing,
    vip: flag.meta({ title: '贵宾卡' }),
    enterprise: text(60).nullable().meta({ title: '所属企业' }),
  },
  output: object({ changed: count(200) }),
  refusals: ['STATE_CONFLICT'],
})
/** MB-052: a number that wrong passwords have locked can be tried again at once. */
export const unlockCard = command('cards.unlockCard', {
  title: '解除卡号锁定',
  may: { console: 'cards.unlock' },
  input: { cardId: id, reason: changing.reason },
  output: object({}),
  refusals: ['STATE_CONFLICT'],
})
/** MB-052: a member whose tries of the day are used up can try again. */
export const unlockMember = command('cards.unlockMember', {
  title: '解除会员添加卡限制',
  may: { console: 'cards.unlock' },
  input: { memberId: id, reason: changing.reason },
  output: object({}),
  refusals: ['STATE_CONFLICT'],
})
