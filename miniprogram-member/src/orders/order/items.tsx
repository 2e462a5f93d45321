import { Text, View } from '@tarojs/components'
import { caseStateWords } from '@xietong/ui/case-view'
import { Cell } from '@xietong/ui/cell'
import { open, openTab } from '@xietong/ui/device/navigate'
import { copy } from '@xietong/ui/device/say'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import { Sheet } from '@xietong/ui/sheet'
import { cardWords, yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { pictureKind } from '../../parts/order-words'
import type { OrderDetail } from './index'

/** What was ordered, what it cost, and the numbers to quote. */
export function Items({ order, now }: { order: OrderDetail; now: number }) {
  const isFree = order.type === 'pick-up' || order.type === 'resend'
  return (
    <Sheet>
      {order.items.map((item) => (
        <View key={item.lineId} className="order-item">
          <GoodsPicture file={item.picture} kind={pictureKind(order.type)} width={48} height={48} />
          <View className="grow">
            <Text className="item-name two">{item.name}</Text>
            {isFree ? null : <Text className="cap">{yuan(item.unitFen)}</Text>}
          </View>
          <Text className="cap">{`× ${item.quantity}`}</Text>
        </View>
      ))}
      {isFree ? null : (
        <View className="order-sums">
          <Sum label="商品金额" value={yuan(order.goodsFen)} />
          <Sum label="运费" value={yuan(order.freightFen)} />
          <Sum
            label={order.paidFen === null ? '应付' : '实付'}
            value={yuan(order.paidFen ?? order.totalFen)}
          />
        </View>
      )}
      <View className="order-numbers">
        <NumberRow label="订单" value={order.orderNo} />
        {order.transactionId ? <NumberRow label="支付单号" value={order.transactionId} /> : null}
        {order.paidAt ? <Plain label="支付时间" value={when(order.paidAt, now)} /> : null}
        {order.remark ? <Plain label="留言" value={order.remark} /> : null}
      </View>
    </Sheet>
  )
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <View className="row between order-sum">
      <Text className="cap-2">{label}</Text>
      <Text>{value}</Text>
    </View>
  )
}

function Plain({ label, value }: { label: string; value: string }) {
  return (
    <View className="row cap order-number">
      <Text className="grow">{`${label} ${value}`}</Text>
    </View>
  )
}

function NumberRow({ label, value }: { label: string; value: string }) {
  return (
    <View className="row between cap order-number">
      <Text className="grow order-break">{`${label} ${value}`}</Text>
      <Text className="link hit order-copy" onClick={() => copy(value)}>
        复制
      </Text>
    </View>
  )
}

/** After-sales of this order, newest first. */
export function Cases({ cases }: { cases: OrderDetail['afterSales'] }) {
  return (
    <Sheet cells>
      {cases.map((one) => (
        <Cell
          key={one.id}
          id={`case-${one.id}`}
          label={`售后：${caseStateWords(one.state)}`}
          icon="bell"
          onTap={() => open('orders/case/index', { id: one.id })}
        />
      ))}
    </Sheet>
  )
}

/** The cards that this order brought. */
export function CardNumbers({ cards }: { cards: OrderDetail['cards'] }) {
  return (
    <Sheet cells>
      {cards.map((card) => (
        <Cell
          key={card.cardId}
          id={`card-${card.cardId}`}
          label={`No. ${cardWords(card.maskedNumber)}`}
          icon="card"
          onTap={() => openTab('pages/wallet/index')}
        />
      ))}
    </Sheet>
  )
}
