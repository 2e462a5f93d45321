import { CardFace, type FaceKind } from '@xietong/ui/card-face'
import { open } from '@xietong/ui/device/navigate'
import { cardWords } from '@xietong/ui/words/numbers'
import { dayShort, dayWords } from '@xietong/ui/words/time'
import { canRedeem } from './choose'
import type { WalletRow } from './index'

export interface WalletCardProps {
  readonly card: WalletRow
  readonly chosen: boolean
  readonly onChoose: () => void
}

export function faceOf(card: Pick<WalletRow, 'state' | 'locked' | 'vip' | 'kind'>): FaceKind {
  if (card.state === 'used' || card.state === 'void') return 'used'
  if (card.locked) return 'given'
  return card.vip ? 'vip' : card.kind
}

const kindWords = { electronic: '电子卡', physical: '实体卡' } as const
const stateWords = { inactive: '未激活', active: '', used: '已使用', void: '已注销' } as const

export function WalletCard({ card, chosen, onChoose }: WalletCardProps) {
  const redeemable = canRedeem(card)
  const kind = [kindWords[card.kind], stateWords[card.state]].filter(Boolean).join(' · ')
  const orderId = card.usedOrderId
  return (
    <CardFace
      id={`card-${card.id}`}
      face={faceOf(card)}
      kind={kind}
      mark={card.locked ? '已锁定' : card.vip ? '贵宾卡' : undefined}
      name={card.name}
      text={card.packages.map((one) => one.name).join('、')}
      number={`No. ${cardWords(card.maskedNumber)}`}
      season={card.state === 'active' ? seasonWords(card) : undefined}
      chosen={redeemable ? chosen : undefined}
      {...(redeemable ? { onChoose } : {})}
      link={
        orderId
          ? { label: '查看订单', onTap: () => open('orders/order/index', { id: orderId }) }
          : undefined
      }
    />
  )
}

function seasonWords({ season, inSeason }: WalletRow): string {
  if (!season) return '全年可提'
  if (!inSeason) return `${dayWords(season.opensOn)} 起可提`
  return `${dayShort(season.opensOn)} – ${dayShort(season.closesOn)} 可提`
}
