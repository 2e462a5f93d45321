import { InputNumber, Select } from 'antd'
import type { Option } from './filters'
import { type Source, useSource } from './source'

interface Controlled<Value> {
  readonly value?: Value
  readonly onChange?: (value: Value | undefined) => void
  readonly id?: string
  readonly disabled?: boolean
  readonly placeholder?: string
}

/** Takes yuan with two decimals and hands out fen, so that no form ever computes money itself. */
export function YuanInput({ value, onChange, ...rest }: Controlled<number | null>) {
  return (
    <InputNumber
      {...rest}
      style={{ width: '100%' }}
      prefix="¥"
      min={0}
      max={1_000_000_000}
      precision={2}
      step={1}
      value={value === null || value === undefined ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan === null ? undefined : Math.round(yuan * 100))}
    />
  )
}

/** Takes a percentage with two decimals and hands out basis points: 62.00 is 6200. */
export function PercentInput({ value, onChange, ...rest }: Controlled<number>) {
  return (
    <InputNumber
      {...rest}
      style={{ width: '100%' }}
      suffix="%"
      min={0}
      max={100}
      precision={2}
      step={0.5}
      value={value === undefined ? null : value / 100}
      onChange={(percent) => onChange?.(percent === null ? undefined : Math.round(percent * 100))}
    />
  )
}

export interface RecordInputProps extends Controlled<string | readonly string[] | null> {
  readonly source: Source
  readonly several?: boolean
}

/** Chooses one or several records of another list. */
export function RecordInput({ source, several, value, onChange, ...rest }: RecordInputProps) {
  const { options, isLoading, search } = useSource(source)
  return (
    <Select
      {...rest}
      style={{ width: '100%' }}
      mode={several ? 'multiple' : undefined}
      value={(value ?? undefined) as never}
      options={options as Option[] as never}
      loading={isLoading}
      showSearch
      allowClear
      filterOption={source.search ? false : matches}
      onSearch={search}
      onChange={(next: string | string[] | undefined) => onChange?.(next)}
    />
  )
}

function matches(typed: string, option: unknown): boolean {
  return String((option as Option | undefined)?.label ?? '').includes(typed)
}
