import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { useNow } from '@xietong/ui/hooks/use-now'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { OrderCard } from '@xietong/ui/order-card'
import { PriceText } from '@xietong/ui/price-text'
import { dayWords, when } from '@xietong/ui/words/time'
import { OrderButtons } from '../../parts/order-buttons'
import { pictureKind, stateWords } from '../../parts/order-words'

const freeWords = (type: string) => (type === 'resend' ? '售后补发' : '提货订单')

export type OrderRowValue = RowOf<'orders.listMyOrders'>

export function OrderRow({
  row,
  onChanged,
}: {
  row: OrderRowValue
  onChanged: () => Promise<void>
}) {
  const now = useNow()
  const isFree = row.type === 'pick-up' || row.type === 'resend'
  return (
    <OrderCard
      id={`order-${row.id}`}
      head={when(row.createdAt, now)}
      state={stateWords(row)}
      urgent={row.state === 'unpaid'}
      kind={pictureKind(row.type)}
      items={row.items.map((item) => ({
        key: item.lineId,
        name: item.name,
        picture: item.picture,
        quantity: item.quantity,
        unitFen: isFree ? null : item.unitFen,
      }))}
      total={
        isFree ? (
          <Text className="cap-2">
            {row.wantedOn ? `${dayWords(row.wantedOn)}送达` : freeWords(row.type)}
          </Text>
        ) : (
          <View className="row-base orders-total">
            <Text className="cap">合计</Text>
            <PriceText fen={row.totalFen} size={18} tone="ink" />
          </View>
        )
      }
      buttons={<OrderButtons order={row} onChanged={onChanged} small />}
      onTap={() => open('orders/order/index', { id: row.id })}
    />
  )
}
