import type { OutputOf } from '@xietong/domain/kernel/operation'
import { listBaseScenes } from '@xietong/domain/scenes/contract'
import { Form, Input, InputNumber, Select } from 'antd'
import { useRead } from '../../api/hooks'
import { frequencyWords } from './scene-words'
import { TryOut } from './try-out'

type BaseScene = OutputOf<typeof listBaseScenes>['rows'][number]
type Condition = BaseScene['required'][number]
type Value = string | number | boolean

export interface BaseSceneInputProps {
  readonly value?: string
  readonly onChange?: (code: string) => void
}

/** Choosing a base scene fills in its usual title, priority and time. */
export function BaseSceneInput({ value, onChange }: BaseSceneInputProps) {
  const read = useRead(listBaseScenes, {})
  const form = Form.useFormInstance()
  const choose = (code: string) => {
    const base = read.data?.rows.find((row) => row.code === code)
    if (base) {
      form.setFieldsValue({
        name: form.getFieldValue('name') || base.name,
        title: base.defaultTitle,
        priority: base.defaultPriority,
        durationHours: base.defaultHours,
        businessType: base.businessType,
        timing: {
          kind: base.frequency === 'hourly' ? 'instant' : 'default',
          times: [],
          days: [],
        },
        conditions: {},
      })
    }
    onChange?.(code)
  }
  return (
    <Select
      loading={read.isLoading}
      value={value}
      options={(read.data?.rows ?? []).map((row) => ({
        value: row.code,
        label: [
          `${row.code} ${row.name}`,
          row.businessType,
          frequencyWords[row.frequency].label,
        ].join(' · '),
      }))}
      onChange={choose}
    />
  )
}

export interface ConditionsInputProps {
  readonly value?: Readonly<Record<string, Value>>
  readonly onChange?: (value: Readonly<Record<string, Value>>) => void
}

/** CO-061: the conditions of the chosen base scene, the required ones first. */
export function ConditionsInput({ value = {}, onChange }: ConditionsInputProps) {
  const read = useRead(listBaseScenes, {})
  const code = Form.useWatch('baseCode', Form.useFormInstance())
  const base = read.data?.rows.find((row) => row.code === code)
  if (!base) {
    return <div className="quote sub">先选基础场景，再填它的条件。</div>
  }
  const set = (key: string, next: Value | null | undefined) => {
    const { [key]: _, ...others } = value
    onChange?.(
      next === null || next === undefined || next === '' ? others : { ...others, [key]: next },
    )
  }
  const all = [
    ...base.required.map((condition) => ({ condition, isRequired: true })),
    ...base.optional.map((condition) => ({ condition, isRequired: false })),
  ]
  return (
    <div className="conditions">
      {all.map(({ condition, isRequired }) => (
        <div className="labelled" key={condition.key}>
          <span className="sub">
            {condition.label}
            {isRequired ? '（必填）' : ''}
          </span>
          <ConditionControl
            condition={condition}
            value={value[condition.key]}
            onChange={(next) => set(condition.key, next)}
          />
        </div>
      ))}
      <TryOut key={base.code} baseCode={base.code} conditions={value} />
    </div>
  )
}

interface ConditionControlProps {
  readonly condition: Condition
  readonly value: Value | undefined
  readonly onChange: (value: Value | null | undefined) => void
}

function ConditionControl({ condition, value, onChange }: ConditionControlProps) {
  if (condition.kind === 'number') {
    return (
      <InputNumber
        style={{ width: '100%' }}
        aria-label={condition.label}
        value={value as number | undefined}
        onChange={onChange}
      />
    )
  }
  if (condition.kind === 'choice') {
    return (
      <Select
        allowClear
        aria-label={condition.label}
        value={value as string | undefined}
        options={condition.choices.map((choice) => ({ value: choice, label: choice }))}
        onChange={onChange}
      />
    )
  }
  return (
    <Input
      aria-label={condition.label}
      maxLength={60}
      value={value as string | undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
