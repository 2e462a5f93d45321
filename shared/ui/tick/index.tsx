import { View } from '@tarojs/components'
import { Icon } from '../icon'
import './tick.css'

export interface TickProps {
  readonly on: boolean
  readonly onTap?: () => void
  readonly label: string
  readonly disabled?: boolean
  readonly id?: string
}

/** A round tick; 22 px are drawn, 44 px can be hit. */
export function Tick({ on, onTap, label, disabled, id }: TickProps) {
  const look = disabled ? 'x-tick-off' : on ? 'x-tick-on' : ''
  return (
    <View
      className={`x-tick hit ${look}`}
      aria-role="checkbox"
      aria-checked={on}
      aria-label={label}
      {...(id ? { id } : {})}
      {...(onTap && !disabled ? { onClick: onTap } : {})}
    >
      {on ? <Icon name="check" size={12} color="#FFFFFF" weight={4} /> : null}
    </View>
  )
}
