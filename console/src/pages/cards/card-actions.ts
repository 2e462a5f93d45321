import {
  activateCards,
  allocateCards,
  type listCards,
  lockCards,
  markCards,
  releaseCards,
  unlockCard,
  voidCards,
} from '@xietong/domain/cards/contract'
import { action, batchForm, form, type RowOf } from '../../resource/declare'
import { firstTierSource } from './card-sources'

type Card = RowOf<typeof listCards>
type Ticked = readonly { readonly id: string }[] | { readonly id: string }

/** One record of the list, or the ticked ones. */
const idsOf = (subject: Ticked) =>
  (Array.isArray(subject) ? subject : [subject]).map(({ id }: { id: string }) => id)

const isFree = (row: Card) =>
  row.lockReason === null && (row.state === 'inactive' || row.state === 'active')

const activating = form(activateCards, {
  fields: ['reason'],
  toInput: (_, cards: Ticked) => ({ cardIds: idsOf(cards) }),
  submit: '激活',
  done: '已激活',
})
const voiding = form(voidCards, {
  fields: ['reason'],
  note: () => '注销后不能恢复。',
  toInput: (_, cards: Ticked) => ({ cardIds: idsOf(cards) }),
  submit: '注销',
  done: '已注销',
})
const locking = form(lockCards, {
  fields: ['reason'],
  note: () => '锁定的卡保持原状态，解除前不能激活、提货、划拨或注销。',
  toInput: (_, cards: Ticked) => ({ cardIds: idsOf(cards) }),
  submit: '锁定',
  done: '已锁定',
})
const releasing = form(releaseCards, {
  fields: ['reason'],
  toInput: (_, cards: Ticked) => ({ cardIds: idsOf(cards) }),
  submit: '解除锁定',
  done: '已解除锁定',
})
const allocating = form(allocateCards, {
  fields: [{ name: 'dealerId', source: firstTierSource }, 'reason'],
  note: () => '卡号离开平台库存，归属该一级渠道。此时不扣款，激活时才扣。',
  toInput: (_, cards: Ticked) => ({ cardIds: idsOf(cards) }),
  submit: '划拨',
  done: '已划拨',
})
const marking = form(markCards, {
  fields: ['vip', { name: 'enterprise', placeholder: '空为不属于企业' }, 'reason'],
  initial: (cards: Ticked) => {
    const [one] = (Array.isArray(cards) ? cards : [cards]) as Partial<Card>[]
    return { vip: one?.vip ?? false, enterprise: one?.enterprise ?? null }
  },
  toInput: ({ enterprise }, cards: Ticked) => ({
    cardIds: idsOf(cards),
    enterprise: (enterprise as string | null) || null,
  }),
  submit: '标记',
  done: '已标记',
})
const unlocking = form(unlockCard, {
  fields: ['reason'],
  note: () => '先核对来电人，再解除。解除后可以马上重新输入密码。',
  toInput: (_, row: { id: string }) => ({ cardId: row.id }),
  submit: '解除密码锁定',
  done: '已解除密码锁定',
})

const common = [
  action(unlockCard, {
    label: '解除密码锁定',
    when: (row: Card) => row.pinLockedUntil !== null,
    form: unlocking,
  }),
  action(lockCards, { label: '锁定', when: isFree, form: locking }),
  action(releaseCards, {
    label: '解除锁定',
    when: (row: Card) => row.lockReason !== null,
    form: releasing,
  }),
  action(markCards, { label: '标记', when: (row: Card) => row.state !== 'void', form: marking }),
  action(voidCards, { label: '注销', danger: true, when: isFree, form: voiding }),
]

export const cardActions = {
  electronic: common,
  physical: [
    action(activateCards, {
      label: '激活',
      when: (row: Card) => isFree(row) && row.state === 'inactive',
      form: activating,
    }),
    ...common,
  ],
} as const

const commonBatches = [
  batchForm('锁定', locking),
  batchForm('解除锁定', releasing),
  batchForm('标记', marking),
  batchForm('注销', voiding),
]

export const cardBatches = {
  electronic: commonBatches,
  physical: [
    batchForm('激活', activating),
    batchForm('划拨给一级渠道', allocating),
    ...commonBatches,
  ],
} as const
