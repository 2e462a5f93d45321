import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AddressCell } from '@xietong/ui/address-cell'
import { AskConsent } from '@xietong/ui/ask-consent'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { usePull } from '@xietong/ui/hooks/use-pull'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { ProgressLine } from '@xietong/ui/progress-line'
import { Sheet } from '@xietong/ui/sheet'
import { Timeline } from '@xietong/ui/timeline'
import { when } from '@xietong/ui/words/time'
import { OrderButtons } from '../../parts/order-buttons'
import { stepsOf } from '../../parts/order-words'
import { headline } from './headline'
import { CardNumbers, Cases, Items } from './items'
import './order.css'
import { Parcels } from './parcels'

export type OrderDetail = Output<'orders.getMyOrder'>

/** What the order means for the reader first, then its track, then the rest. */
export default function Order() {
  const { id = '', new: isNew } = useParams()
  const query = useQuery('orders.getMyOrder', id ? { orderId: id } : null)
  useFresh(query.reload)
  usePull(query.reload)
  const order = query.value
  const shown = order?.buttons.filter((name) => name !== 'track') ?? []
  const foot =
    order && shown.length > 0 ? (
      <View className="order-foot">
        <OrderButtons
          order={order}
          onChanged={query.reload}
          without={['track']}
          delivered={
            order.parcels.length > 0 && order.parcels.every((one) => one.signedAt !== null)
          }
        />
      </View>
    ) : undefined
  return (
    <Page foot={foot}>
      <Look
        query={query}
        errorTitle={query.failure?.code === 'NOT_FOUND' ? '订单不存在' : '订单没有加载出来'}
      >
        {(value) => <Filled order={value} isNew={isNew === '1'} onAsked={query.reload} />}
      </Look>
    </Page>
  )
}

interface FilledProps {
  readonly order: OrderDetail
  readonly isNew: boolean
  readonly onAsked: () => void
}

/** A pick-up that was booked a moment ago asks whether it may tell what comes next (NT-036). */
function Filled({ order, isNew, onAsked }: FilledProps) {
  const ticking = order.state === 'unpaid' || order.autoReceiptAt !== null
  const now = useNow(ticking ? 1_000 : 0)
  const line = stepsOf(order.type, order.state)
  const { title, text } = headline(order, now)
  return (
    <View>
      <View className="order-head">
        <Text className="order-title">{title}</Text>
        <Text className="order-text">{text}</Text>
        {line ? <ProgressLine steps={line.steps} at={line.at} /> : null}
      </View>
      {isNew && order.state !== 'closed' ? (
        <AskConsent moment="redemption">有进展时用微信通知我</AskConsent>
      ) : null}
      {order.parcels.length > 0 ? (
        <Parcels parcels={order.parcels} now={now} onAsked={onAsked} />
      ) : null}
      {order.address ? (
        <Sheet>
          <AddressCell address={order.address} />
        </Sheet>
      ) : null}
      {order.cards.length > 0 ? <CardNumbers cards={order.cards} /> : null}
      {order.afterSales.length > 0 ? <Cases cases={order.afterSales} /> : null}
      <Items order={order} now={now} />
      {order.timeline.length > 0 ? (
        <Sheet title="订单进度">
          <Timeline
            events={[...order.timeline].reverse().map((event, place) => ({
              key: `${event.at} ${place}`,
              title: event.text,
              time: when(event.at, now),
              note: event.note,
            }))}
            present={order.state === 'closed' || order.state === 'completed' ? -1 : 0}
          />
        </Sheet>
      ) : null}
    </View>
  )
}
