import type { OrderType } from '@xietong/domain/orders/states'
import { Icon, type IconName } from '../../look/icon'

/** AD-239: the three kinds of orders that are shipped, and the orders for the cards themselves. */
export function typeWords(type: OrderType, cardKind: string | null): string {
  if (type === 'pick-up') {
    return cardKind === 'physical' ? '实体卡提货' : '电子卡提货'
  }
  return { package: '现货套餐', 'e-card': '电子卡', 'physical-card': '实体卡', resend: '补发' }[
    type
  ]
}

/** Orders that cost nothing: what they are instead of paid, in lists, steps and sums. */
export const freeWords: Partial<
  Readonly<Record<OrderType, { list: string; step: string; sum: string }>>
> = {
  'pick-up': { list: '凭卡', step: '提货', sum: '凭卡提货' },
  resend: { list: '补发', step: '补发', sum: '售后补发' },
}

const marks: Readonly<Record<string, readonly [IconName, string]>> = {
  package: ['goods', 'mark-crab'],
  'e-card': ['card', 'mark-lake'],
  'physical-card': ['card', 'mark-gold'],
}

/** The badge of the type: crab for goods on stock, gold for physical, lake for electronic cards. */
export function orderMark(type: OrderType, cardKind: string | null) {
  const key = type === 'pick-up' ? (cardKind === 'physical' ? 'physical-card' : 'e-card') : type
  const [icon, tone] = marks[key] ?? ['goods', 'mark-crab']
  return (
    <span className={`type-mark ${tone}`}>
      <Icon name={icon} size={18} />
    </span>
  )
}
