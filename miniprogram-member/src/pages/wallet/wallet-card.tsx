import { CardFace, type FaceKind } from '@xietong/ui/card-face'
import { open } from '@xietong/ui/device/navigate'
import { cardWords } from '@xietong/ui/words/numbers'
import { dayShort, yearDayWords } from '@xietong/ui/words/time'
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
  return (
    <CardFace
      id={`card-${card.id}`}
      face={faceOf(card)}
      kind={kind}
      mark={card.locked ? '已锁定' : card.vip ? '贵宾卡' : undefined}
      name={card.name}
      text={card.packages.map((one) => one.name).join('、')}
      number={`No. ${cardWords(card.maskedNumber)}`}
      season={
        card.state === 'active' && card.seasonState === 'open' ? seasonWords(card) : undefined
      }
      chosen={redeemable ? chosen : undefined}
      {...(redeemable ? { onChoose } : {})}
      link={linkOf(card)}
    />
  )
}

/** A used card leads to its order; one out of season to what is known of its next one. */
function linkOf(card: WalletRow) {
  const { id, state, seasonState, usedOrderId } = card
  if (usedOrderId) {
    return { label: '查看订单', onTap: () => open('orders/order/index', { id: usedOrderId }) }
  }
  return state === 'active' && seasonState !== 'open'
    ? { label: `${seasonWords(card)} ›`, onTap: () => open('cards/redeem/index', { ids: id }) }
    : undefined
}

function seasonWords({ season, seasonState }: WalletRow): string {
  if (!season) return '全年可提'
  if (seasonState === 'over') return '本季已结束'
  if (seasonState === 'before') return `${yearDayWords(season.opensOn)}起可提`
  return `${dayShort(season.opensOn)} – ${dayShort(season.closesOn)} 可提`
}
