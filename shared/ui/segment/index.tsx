import { Text, View } from '@tarojs/components'
import './segment.css'

export interface SegmentProps<Key extends string> {
  readonly items: readonly { readonly key: Key; readonly label: string }[]
  readonly value: Key
  readonly onChange: (key: Key) => void
}

/** Two to four views of the same thing; the chosen one is a white thumb. */
export function Segment<Key extends string>({ items, value, onChange }: SegmentProps<Key>) {
  return (
    <View className="x-segment" aria-role="tablist">
      {items.map((item) => (
        <Text
          key={item.key}
          id={`segment-${item.key}`}
          className={`x-segment-item ${item.key === value ? 'x-segment-on' : ''}`}
          onClick={() => onChange(item.key)}
        >
          {item.label}
        </Text>
      ))}
    </View>
  )
}
