import { Text, View } from '@tarojs/components'
import './follow-up.css'

export interface Target {
  readonly kind: 'lead' | 'customer'
  readonly id: string
  readonly name: string
  /** Stage of the lead now; empty for customers, who have none. */
  readonly stage: string
}

/** With whom the contact is. */
export function Head({ target, text }: { target: Target; text: string }) {
  return (
    <View className="follow-head">
      <View className="title-1 cut">{target.name}</View>
      <Text className="cap on-ground">{text}</Text>
    </View>
  )
}
