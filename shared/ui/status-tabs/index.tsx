import { ScrollView, Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './status-tabs.css'

export interface TabItem<Key extends string> {
  readonly key: Key
  readonly label: string
  readonly count?: number | undefined
}

export interface StatusTabsProps<Key extends string> {
  readonly items: readonly TabItem<Key>[]
  readonly value: Key
  readonly onChange: (key: Key) => void
  /** A control at the right end, for example the order of the list. */
  readonly tail?: ReactNode
}

/** Words with a red line under the chosen one; counts stand small beside them. */
export function StatusTabs<Key extends string>(props: StatusTabsProps<Key>) {
  return (
    <View className="x-tabs">
      <ScrollView className="grow x-tabs-scroll" scrollX enhanced showScrollbar={false}>
        <View className="x-tabs-row" aria-role="tablist">
          {props.items.map((item) => (
            <View
              key={item.key}
              id={`status-${item.key}`}
              className={`x-tabs-item ${item.key === props.value ? 'x-tabs-on' : ''}`}
              aria-role="tab"
              aria-selected={item.key === props.value}
              onClick={() => props.onChange(item.key)}
            >
              <View className="x-tabs-word">
                <Text>{item.label}</Text>
                {item.count ? <Text className="x-tabs-count">{item.count}</Text> : null}
              </View>
            </View>
          ))}
        </View>
      </ScrollView>
      {props.tail}
    </View>
  )
}
