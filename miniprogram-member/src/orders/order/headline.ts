import { dayWords, timeLeft, weekday } from '@xietong/ui/words/time'
import { stateWords } from '../../parts/order-words'
import type { OrderDetail } from './index'

export interface Headline {
  readonly title: string
  readonly text: string
}

type Told = Pick<
  OrderDetail,
  | 'state'
  | 'type'
  | 'paidFen'
  | 'payBefore'
  | 'autoReceiptAt'
  | 'wantedOn'
  | 'parcels'
  | 'cards'
  | 'restocking'
>

/** First what it means for the reader, then the word of the state. */
export function headline(order: Told, now: number): Headline {
  const word = stateWords(order)
  switch (order.state) {
    case 'unpaid':
      return unpaid(order, now)
    case 'to-ship':
      if (order.restocking) {
        return { title: '商品补货中', text: `${word} · 到货后优先为您发出` }
      }
      return order.wantedOn
        ? {
            title: `${dayWords(order.wantedOn)}送达`,
            text: `${word} · ${weekday(order.wantedOn)}送到，商家备货中`,
          }
        : { title: '商家备货中', text: `${word} · 发货后显示快递单号` }
    case 'part-shipped':
      return {
        title: '一部分已发出',
        text: `${word} · 其余商品${order.restocking ? '补货' : '备货'}中`,
      }
    case 'shipped':
      return onTheWay(order, now)
    case 'completed':
      return order.type === 'e-card'
        ? { title: `${order.cards.length} 张卡已到账`, text: `${word} · 可以在“提货卡”选日期提货` }
        : { title: '已经收到', text: `${word} · 感谢您的信任` }
    case 'in-review':
      return { title: '正在审核', text: `${word} · 通过后卡号立即到账，不通过会全额退款` }
    case 'issuing':
    case 'part-issued':
      return { title: '卡号正在发放', text: `${word} · 几秒后就会到“提货卡”` }
    case 'closed':
      return { title: '订单已关闭', text: closedWords(order) }
  }
}

function closedWords({ type, paidFen }: Told): string {
  if (type === 'pick-up') return '卡已退回“提货卡”，可以重新提货'
  return paidFen === null ? '没有付款，库存已释放' : '已支付的款项会原路退回'
}

function unpaid(order: Told, now: number): Headline {
  const left = order.payBefore ? timeLeft(order.payBefore, now) : null
  return left
    ? { title: `还剩 ${left}`, text: '待付款 · 到时未支付，订单自动关闭，库存释放' }
    : { title: '支付时间已过', text: '待付款 · 订单正在关闭，请重新下单' }
}

function onTheWay(order: Told, now: number): Headline {
  const word = stateWords(order)
  const arrived = order.parcels.length > 0 && order.parcels.every((one) => one.signedAt !== null)
  const left = order.autoReceiptAt ? timeLeft(order.autoReceiptAt, now) : null
  const auto = left ? `，${left}后自动确认收货` : ''
  const count = order.parcels.length
  const parcels = count > 1 ? `${count} 个包裹` : '包裹'
  return arrived
    ? { title: '已经送到', text: `${word} · ${parcels}已签收${auto}` }
    : { title: '正在路上', text: `${word} · ${parcels}在途${auto}` }
}
