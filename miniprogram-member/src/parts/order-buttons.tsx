import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { open, openTab } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useOnce } from '@xietong/ui/hooks/use-once'
import { useState } from 'react'
import { Ask, type AskProps } from './ask'
import { payOrder } from './pay'

type Order = Pick<
  Output<'orders.getMyOrder'>,
  'id' | 'type' | 'state' | 'buttons' | 'totalFen' | 'items'
>
type Name = Order['buttons'][number]

export interface OrderButtonsProps {
  readonly order: Order
  readonly onChanged: () => Promise<void>
  readonly small?: boolean
  /** The detail page already shows the track. */
  readonly without?: readonly Name[]
  /** Receiving becomes the next step once everything has been delivered. */
  readonly delivered?: boolean
}

/** Left to right; what matters most stands at the thumb. */
const places: readonly Name[] = [
  'after-sale',
  'cancel',
  'cancel-pick-up',
  'change-pick-up',
  'extend',
  'track',
  'cards',
  'review',
  'receive',
  'pay',
]

const words: Readonly<Record<Name, string>> = {
  pay: '去支付',
  cancel: '取消订单',
  'cancel-pick-up': '取消提货',
  'change-pick-up': '改日期或地址',
  track: '查看物流',
  receive: '确认收货',
  extend: '延长收货',
  cards: '查看卡号',
  'after-sale': '申请售后',
  review: '去评价',
}

export function OrderButtons(props: OrderButtonsProps) {
  const { order, onChanged, small, without = [] } = props
  const [asking, setAsking] = useState<AskProps['what']>(null)
  const extending = useAct('orders.extendReceipt')

  const [pay, paying] = useOnce(async () => {
    const end = await payOrder(order.id, order.totalFen, order.items[0]?.name ?? '蟹同订单')
    if (end.kind === 'paid') return open('orders/paid/index', { id: order.id })
    say(end.kind === 'open' ? end.message : end.failure.message)
    await onChanged()
  })
  const extend = async () => {
    const answer = await extending.run({ orderId: order.id })
    if (!answer) return
    say(answer.ok ? '已延长 3 天，到期前仍可手动确认' : answer.message)
    await onChanged()
  }
  const acts: Record<Name, () => void> = {
    pay,
    extend,
    cancel: () => setAsking('cancel'),
    'cancel-pick-up': () => setAsking('cancel-pick-up'),
    'change-pick-up': () => open('cards/change/index', { id: order.id }),
    receive: () => setAsking('receive'),
    track: () => open('orders/order/index', { id: order.id }),
    cards: () => openTab('pages/wallet/index'),
    'after-sale': () => open('orders/apply/index', { id: order.id }),
    review: () => open('orders/reviews/index', { order: order.id }),
  }
  const shown = places.filter((name) => order.buttons.includes(name) && !without.includes(name))
  return (
    <>
      {shown.map((name) => (
        <Button
          key={name}
          id={`${name}-${order.id}`}
          small={small ?? false}
          block={!small}
          kind={name === 'pay' || (name === 'receive' && props.delivered) ? 'primary' : 'plain'}
          running={(name === 'pay' && paying) || (name === 'extend' && extending.running)}
          onTap={acts[name]}
        >
          {words[name]}
        </Button>
      ))}
      <Ask what={asking} orderId={order.id} onClose={() => setAsking(null)} onDone={onChanged} />
    </>
  )
}
