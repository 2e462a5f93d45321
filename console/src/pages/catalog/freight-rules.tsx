import { Button, InputNumber, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { Icon } from '../../look/icon'
import { provinces } from '../../look/provinces'
import { YuanInput } from '../../resource/controls'

export interface FreightRule {
  readonly provinces: readonly string[]
  readonly served: boolean
  readonly firstSteps: number
  readonly firstFen: number
  readonly stepSize: number
  readonly stepFen: number
  readonly freeFromFen: number | null
}

export const blankRule: FreightRule = {
  provinces: [],
  served: true,
  firstSteps: 1_000,
  firstFen: 1_200,
  stepSize: 1_000,
  stepFen: 500,
  freeFromFen: null,
}

export interface FreightRulesProps {
  readonly value?: readonly FreightRule[]
  readonly onChange?: (value: readonly FreightRule[]) => void
}

/** Rules by region; the one without provinces is for everywhere else. */
export function FreightRules({ value = [], onChange }: FreightRulesProps) {
  const change = (at: number, part: Partial<FreightRule>) =>
    onChange?.(value.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  return (
    <div className="form-list">
      {value.map((rule, index) => (
        <Rule
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own.
          key={index}
          rule={rule}
          onChange={(part) => change(index, part)}
          onRemove={() => onChange?.(value.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        icon={<Icon name="plus" size={14} />}
        onClick={() => onChange?.([...value, blankRule])}
      >
        加一条地区规则
      </Button>
    </div>
  )
}

interface RuleProps {
  readonly rule: FreightRule
  readonly onChange: (part: Partial<FreightRule>) => void
  readonly onRemove: () => void
}

function Rule({ rule, onChange, onRemove }: RuleProps) {
  return (
    <div className="sku-card">
      <Labelled label="地区" wide>
        <Select
          mode="multiple"
          placeholder="其他地区"
          value={[...rule.provinces]}
          options={provinces.map((name) => ({ value: name, label: name }))}
          onChange={(names) => onChange({ provinces: names })}
        />
      </Labelled>
      <Labelled label="配送">
        <Switch checked={rule.served} onChange={(served) => onChange({ served })} />
      </Labelled>
      <Button aria-label="去掉这条" icon={<Icon name="x" size={14} />} onClick={onRemove} />
      <Labelled label="首重 / 首件">
        <Steps value={rule.firstSteps} onChange={(firstSteps) => onChange({ firstSteps })} />
      </Labelled>
      <Labelled label="首费">
        <YuanInput value={rule.firstFen} onChange={(fen) => onChange({ firstFen: fen ?? 0 })} />
      </Labelled>
      <Labelled label="续重 / 续件">
        <Steps value={rule.stepSize} onChange={(stepSize) => onChange({ stepSize })} />
      </Labelled>
      <Labelled label="续费">
        <YuanInput value={rule.stepFen} onChange={(fen) => onChange({ stepFen: fen ?? 0 })} />
      </Labelled>
      <Labelled label="满多少包邮" wide>
        <YuanInput
          value={rule.freeFromFen}
          placeholder="不包邮"
          onChange={(fen) => onChange({ freeFromFen: fen ?? null })}
        />
      </Labelled>
    </div>
  )
}

interface StepsProps {
  readonly value: number
  readonly onChange: (value: number) => void
}

function Steps({ value, onChange }: StepsProps) {
  return (
    <InputNumber
      style={{ width: '100%' }}
      min={1}
      max={1_000_000}
      precision={0}
      value={value}
      onChange={(next) => onChange(next ?? 1)}
    />
  )
}

interface LabelledProps {
  readonly label: string
  readonly wide?: boolean
  readonly children: ReactNode
}

function Labelled({ label, wide, children }: LabelledProps) {
  return (
    <div className={wide ? 'labelled span-2' : 'labelled'}>
      <span className="sub">{label}</span>
      {children}
    </div>
  )
}
