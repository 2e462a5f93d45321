import { shanghaiDay, shanghaiInstant, shanghaiTime } from '@xietong/domain/kernel/time'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

export interface InstantInputProps {
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly placeholder?: string
}

/** A moment on the Shanghai clock, whatever zone the computer is set to; hands out UTC. */
export function InstantInput({ value, onChange, placeholder }: InstantInputProps) {
  const shown = value
    ? dayjs(`${shanghaiDay(new Date(value))} ${shanghaiTime(new Date(value))}`)
    : null
  return (
    <DatePicker
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      placeholder={placeholder ?? ''}
      value={shown}
      onChange={(moment) =>
        onChange?.(
          moment
            ? shanghaiInstant(moment.format('YYYY-MM-DD'), moment.format('HH:mm')).toISOString()
            : null,
        )
      }
    />
  )
}
