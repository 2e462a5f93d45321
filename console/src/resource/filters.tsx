import { DAY_MS, dayStart } from '@xietong/domain/kernel/time'
import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useEffect, useState } from 'react'
import { Icon } from '../look/icon'
import type { Changes } from './list-address'
import { type Source, useSource } from './source'

export type FilterValue = string | number | boolean
export interface Option {
  readonly value: string | number | boolean
  readonly label: string
}

/** One control of the filter line and the fields of the contract's filter that it sets. */
export interface Filter {
  readonly names: readonly string[]
  readonly parse: (written: string) => FilterValue | undefined
  readonly control: (values: Readonly<Record<string, FilterValue>>, set: Set) => ReactNode
  /** What the contract gets for a value, where it differs from what the address says. */
  readonly sent?: (name: string, value: FilterValue) => FilterValue
  /** The set filter in words, for the empty state. */
  readonly words: (values: Readonly<Record<string, FilterValue>>) => string | undefined
}
type Set = (changes: Changes) => void

const asText = (written: string) => written

/** A search box; it asks when Enter is pressed, the × is clicked or typing rests. */
export function searchFilter(name: string, placeholder: string): Filter {
  return {
    names: [name],
    parse: asText,
    control: (values, set) => (
      <SearchBox
        key={name}
        placeholder={placeholder}
        value={String(values[name] ?? '')}
        onSearch={(value) => set({ [name]: value })}
      />
    ),
    words: (values) => (values[name] === undefined ? undefined : `“${String(values[name])}”`),
  }
}

interface SearchBoxProps {
  readonly placeholder: string
  readonly value: string
  readonly onSearch: (value: string) => void
}

function SearchBox({ placeholder, value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed.trim() === value) {
      return
    }
    const timer = setTimeout(() => onSearch(typed.trim()), 500)
    return () => clearTimeout(timer)
  }, [typed, value, onSearch])
  return (
    <Input
      className={value ? 'filter-set' : ''}
      style={{ width: Math.max(132, 72 + 13 * placeholder.length) }}
      prefix={<Icon name="search" size={14} />}
      placeholder={placeholder}
      aria-label={placeholder}
      value={typed}
      allowClear
      maxLength={60}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onSearch(typed.trim())}
    />
  )
}

/** One of several values; `values` other than text are written and read back as they are. */
export function choiceFilter(name: string, label: string, options: readonly Option[]): Filter {
  const find = (written: string) => options.find((option) => String(option.value) === written)
  return {
    names: [name],
    parse: (written) => find(written)?.value,
    control: (values, set) => (
      <Select
        key={name}
        className={values[name] === undefined ? '' : 'filter-set'}
        popupMatchSelectWidth={false}
        placeholder={label}
        aria-label={label}
        value={values[name] as never}
        options={options as Option[] as never}
        allowClear
        onChange={(value: FilterValue | undefined) => set({ [name]: value })}
      />
    ),
    words: (values) => (values[name] === undefined ? undefined : find(String(values[name]))?.label),
  }
}

/** One record of another list: a store, a category, a person. */
export function recordFilter(name: string, label: string, source: Source): Filter {
  return {
    names: [name],
    parse: asText,
    control: (values, set) => (
      <RecordSelect
        key={name}
        label={label}
        source={source}
        value={values[name]}
        onChange={(value) => set({ [name]: value })}
      />
    ),
    words: (values) => (values[name] === undefined ? undefined : label),
  }
}

interface RecordSelectProps {
  readonly label: string
  readonly source: Source
  readonly value: FilterValue | undefined
  readonly onChange: (value: FilterValue | undefined) => void
}

function RecordSelect({ label, source, value, onChange }: RecordSelectProps) {
  const { options, isLoading, search } = useSource(source)
  return (
    <Select
      className={value === undefined ? '' : 'filter-set'}
      style={{ minWidth: 120, maxWidth: 220 }}
      popupMatchSelectWidth={false}
      placeholder={label}
      aria-label={label}
      value={value as never}
      options={options as Option[] as never}
      loading={isLoading}
      showSearch
      filterOption={source.search ? false : (typed, option) => contains(option, typed)}
      onSearch={search}
      allowClear
      onChange={(next: FilterValue | undefined) => onChange(next)}
    />
  )
}

function contains(option: unknown, typed: string): boolean {
  return String((option as Option | undefined)?.label ?? '').includes(typed)
}

const asDay = (written: string) => (/^\d{4}-\d\d-\d\d$/.test(written) ? written : undefined)

/** A range of days of Shanghai; the contract gets the first and the last instant of them. */
export function daysFilter(from: string, to: string, label: string): Filter {
  return {
    names: [from, to],
    parse: asDay,
    sent: (name, value) => {
      const first = dayStart(String(value)).getTime()
      return new Date(name === from ? first : first + DAY_MS - 1).toISOString()
    },
    control: (values, set) => (
      <DatePicker.RangePicker
        key={from}
        className={values[from] === undefined ? '' : 'filter-set'}
        style={{ width: 236 }}
        placeholder={[`${label}开始`, '结束']}
        value={values[from] ? [dayjs(String(values[from])), dayjs(String(values[to]))] : null}
        onChange={(days) =>
          set({
            [from]: days?.[0]?.format('YYYY-MM-DD'),
            [to]: days?.[1]?.format('YYYY-MM-DD'),
          })
        }
      />
    ),
    words: (values) =>
      values[from] === undefined ? undefined : `${label} ${values[from]} – ${values[to]}`,
  }
}

/** One day. */
export function dayFilter(name: string, label: string): Filter {
  return {
    names: [name],
    parse: asDay,
    control: (values, set) => (
      <DatePicker
        key={name}
        className={values[name] === undefined ? '' : 'filter-set'}
        style={{ width: 132 }}
        placeholder={label}
        value={values[name] ? dayjs(String(values[name])) : null}
        onChange={(day) => set({ [name]: day?.format('YYYY-MM-DD') })}
      />
    ),
    words: (values) => (values[name] === undefined ? undefined : `${label} ${values[name]}`),
  }
}

export const yesNo: readonly Option[] = [
  { value: true, label: '是' },
  { value: false, label: '否' },
]
