import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../icon'
import './panel.css'

export interface PanelProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** What stays at the lower edge while the content scrolls. */
  readonly foot?: ReactNode
}

/** Rises from the bottom over the page. Rendered in place: a root portal fails in browsers. */
export function Panel({ title, open, onClose, children, foot }: PanelProps) {
  if (!open) return null
  return (
    <View className="x-panel-mask" catchMove>
      <View className="x-panel-away" onClick={onClose} />
      <View className="x-panel" aria-role="dialog" aria-label={title}>
        <View className="x-panel-head">
          <Text className="title-2">{title}</Text>
          <View className="x-panel-close" aria-role="button" aria-label="关闭" onClick={onClose}>
            <Icon name="close" size={20} color="#6B7280" />
          </View>
        </View>
        <View className="x-panel-body">{children}</View>
        {foot ? <View className="x-panel-foot">{foot}</View> : null}
      </View>
    </View>
  )
}
