import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AskConsent } from '@xietong/ui/ask-consent'
import { Button } from '@xietong/ui/button'
import { openTab, replace } from '@xietong/ui/device/navigate'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Illustration } from '@xietong/ui/illustration'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { PriceText } from '@xietong/ui/price-text'
import { useEffect } from 'react'
import './paid.css'

const ISSUING = new Set(['issuing', 'part-issued', 'unpaid'])

/** The order has been paid: what happens now, and where to look. */
export default function Paid() {
  const { id = '' } = useParams()
  const query = useQuery('orders.getMyOrder', id ? { orderId: id } : null)
  const order = query.value
  const waitsForCards = order?.type === 'e-card' && ISSUING.has(order.state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again until the cards are there.
  useEffect(() => {
    if (!waitsForCards) return
    const timer = setInterval(() => void query.reload(), 1_500)
    return () => clearInterval(timer)
  }, [waitsForCards])
  return (
    <Page>
      <Look query={query}>
        {(shown) => {
          const isCard = shown.type === 'e-card' && !isGone(shown)
          return (
            <View className="paid">
              <Illustration name={isCard ? 'cards-electronic' : 'icon'} width={173} height={128} />
              <Text className="paid-title">{isGone(shown) ? '商品刚刚售罄' : '支付成功'}</Text>
              <PriceText fen={shown.paidFen ?? shown.totalFen} size={34} tone="ink" />
              <Text className="paid-text">{sentence(shown)}</Text>
              <View className="paid-steps">
                <Button
                  block
                  id={isCard ? 'to-wallet' : 'to-order'}
                  onTap={() =>
                    isCard ? openTab('pages/wallet/index') : replace('orders/order/index', { id })
                  }
                >
                  {isCard ? '查看我的提货卡' : '查看订单'}
                </Button>
                <Button block kind="plain" onTap={() => openTab('pages/home/index')}>
                  回到首页
                </Button>
                <AskConsent moment={isCard ? 'card-payment' : 'payment'}>
                  有进展时用微信通知我
                </AskConsent>
              </View>
            </View>
          )
        }}
      </Look>
    </Page>
  )
}

type Order = Output<'orders.getMyOrder'>

/** Paid, but somebody else had the last one: the money goes back (MB-033). */
const isGone = (order: Order) => order.state === 'closed'

function sentence(order: Order): string {
  const { type, state, cards } = order
  if (isGone(order)) return '您付款时最后一份已被买走，货款会全额原路退回，订单已关闭。'
  if (order.restocking) return '已为您保留订单，商品正在补货，到货后优先发出。'
  if (type !== 'e-card') return '商家备货中，发货后会告诉您快递单号。'
  if (state === 'in-review') return '订单正在审核，通过后卡号会到“提货卡”。'
  if (cards.length > 0) return `${cards.length} 张电子卡已到“提货卡”，现在就可以选日期提货。`
  return '卡号正在发放，几秒后就会到“提货卡”。'
}
