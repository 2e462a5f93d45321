import { Input, View } from '@tarojs/components'
import { say } from '../device/say'
import { Icon } from '../icon'
import './stepper.css'

export interface StepperProps {
  readonly value: number
  readonly max: number
  readonly unit?: string
  readonly onChange: (value: number) => void
  /** At 1, minus asks to remove instead. */
  readonly onRemove?: () => void
  readonly id?: string
}

/** Minus, figure, plus. The figure can be typed; above stock it stops at stock and says so. */
export function Stepper({ value, max, unit = '件', onChange, onRemove, id }: StepperProps) {
  const atStock = value >= max
  const set = (wanted: number) => {
    if (wanted > max) say(`库存 ${max} ${unit}，已按库存填写`)
    const next = Math.min(Math.max(1, wanted), Math.max(1, max))
    if (next !== value) onChange(next)
  }
  const less = () => (value > 1 ? set(value - 1) : onRemove?.())
  const grey = '#B4B7BC'
  return (
    <View className="x-stepper" {...(id ? { id } : {})}>
      <View className="x-step hit" aria-role="button" aria-label="减少" onClick={less}>
        <Icon name="minus" size={14} weight={2} color={value > 1 ? '#4B5159' : grey} />
      </View>
      <Input
        className="x-step-figure"
        type="number"
        value={String(value)}
        maxlength={4}
        onBlur={(event) => set(Number.parseInt(event.detail.value, 10) || value)}
      />
      <View
        className="x-step hit"
        aria-role="button"
        aria-label="增加"
        onClick={() => set(value + 1)}
      >
        <Icon name="plus" size={14} weight={2} color={atStock ? grey : '#4B5159'} />
      </View>
    </View>
  )
}
