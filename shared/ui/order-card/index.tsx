import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { GoodsPicture } from '../goods-picture'
import { counted, yuan } from '../words/numbers'
import './order-card.css'

export interface OrderCardItem {
  readonly key: string
  readonly name: string
  readonly picture: string | null
  readonly quantity: number
  readonly unitFen: number | null
}

export interface OrderCardProps {
  readonly head: string
  /** What the state means for the reader, in its words. */
  readonly state: string
  readonly urgent?: boolean
  readonly kind: 'package' | 'e-card' | 'physical-card'
  readonly items: readonly OrderCardItem[]
  /** Line above the buttons: amount or date. */
  readonly total: ReactNode
  readonly buttons?: ReactNode
  readonly onTap: () => void
  readonly id?: string
}

/** One order in a list: items with quantity, state, amount and what can be done now. */
export function OrderCard(props: OrderCardProps) {
  const shown = props.items.slice(0, 3)
  const hidden = props.items.length - shown.length
  return (
    <View className="x-sheet x-order" {...(props.id ? { id: props.id } : {})}>
      <View onClick={props.onTap}>
        <View className="row between">
          <Text className="cap">{props.head}</Text>
          <Text className={props.urgent ? 'x-order-state x-order-urgent' : 'x-order-state'}>
            {props.state}
          </Text>
        </View>
        {shown.map((item) => (
          <View key={item.key} className="x-order-item">
            <GoodsPicture file={item.picture} kind={props.kind} width={64} height={64} />
            <View className="grow">
              <Text className="item-name two">{item.name}</Text>
              <View className="row between x-order-figures">
                <Text className="cap-2">{item.unitFen === null ? '' : yuan(item.unitFen)}</Text>
                <Text className="cap">× {item.quantity}</Text>
              </View>
            </View>
          </View>
        ))}
        {hidden > 0 ? (
          <View className="cap x-order-hidden">另有 {counted(hidden, '种')}</View>
        ) : null}
      </View>
      <View className="row between wrap x-order-foot">
        <View>{props.total}</View>
        {props.buttons ? <View className="row x-order-buttons">{props.buttons}</View> : null}
      </View>
    </View>
  )
}
