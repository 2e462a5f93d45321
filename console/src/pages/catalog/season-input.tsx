import { DatePicker, InputNumber } from 'antd'
import dayjs from 'dayjs'

interface Season {
  readonly opensOn: string
  readonly closesOn: string
  readonly leadDays: number
}

export interface SeasonInputProps {
  readonly value?: Season | null
  readonly onChange?: (value: Season | null) => void
  /** There must be one: it cannot be left empty for all year. */
  readonly always?: true
}

/** When a card may be redeemed and how many days before; empty means all year. */
export function SeasonInput({ value, onChange, always }: SeasonInputProps) {
  const leadDays = value?.leadDays ?? 1
  return (
    <div className="row">
      <DatePicker.RangePicker
        placeholder={['开季', always ? '收季' : '收季，空为全年']}
        value={value ? [dayjs(value.opensOn), dayjs(value.closesOn)] : null}
        onChange={(days) => {
          const [opens, closes] = days ?? []
          onChange?.(
            opens && closes
              ? {
                  opensOn: opens.format('YYYY-MM-DD'),
                  closesOn: closes.format('YYYY-MM-DD'),
                  leadDays,
                }
              : null,
          )
        }}
      />
      <InputNumber
        min={0}
        max={60}
        precision={0}
        prefix="提前"
        suffix="天"
        disabled={!value}
        value={leadDays}
        onChange={(days) => value && onChange?.({ ...value, leadDays: days ?? 0 })}
      />
    </div>
  )
}
