import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icon'
import './cell.css'

export interface CellProps {
  readonly label: string
  readonly value?: ReactNode
  /** A second line under the label. */
  readonly note?: string | undefined
  readonly icon?: IconName
  readonly onTap?: (() => void) | undefined
  readonly id?: string
}

/** One row of a sheet: key left, value right, a chevron when it opens something. */
export function Cell({ label, value, note, icon, onTap, id }: CellProps) {
  return (
    <View
      className="x-cell"
      hoverClass={onTap ? 'x-cell-press' : 'none'}
      {...(id ? { id } : {})}
      {...(onTap ? { onClick: onTap } : {})}
    >
      {icon ? <Icon name={icon} size={22} weight={1.5} /> : null}
      <View className="grow">
        <Text className="x-cell-label">{label}</Text>
        {note ? <View className="cap">{note}</View> : null}
      </View>
      {typeof value === 'string' ? <Text className="x-cell-value">{value}</Text> : value}
      {onTap ? <Icon name="right" size={14} color="#9A9EA6" weight={2} /> : null}
    </View>
  )
}
