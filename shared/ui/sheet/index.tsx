import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './sheet.css'

export interface SheetProps {
  readonly children: ReactNode
  readonly title?: string
  /** What stands at the right of the title. */
  readonly aside?: ReactNode
  /** Rows bring their own height, so that the sheet keeps only 4 px above and below. */
  readonly cells?: boolean
  readonly className?: string
  readonly id?: string
}

/** A white surface that answers one question of the user. */
export function Sheet({ children, title, aside, cells, className = '', id }: SheetProps) {
  return (
    <View
      className={`x-sheet ${cells ? 'x-sheet-cells' : ''} ${className}`}
      {...(id ? { id } : {})}
    >
      {title ? (
        <View className="row between x-sheet-head">
          <Text className="title-2">{title}</Text>
          {aside}
        </View>
      ) : null}
      {children}
    </View>
  )
}
