import { Button, Input, InputNumber, Select } from 'antd'
import { Icon } from '../../look/icon'
import { YuanInput } from '../../resource/controls'

export interface Sku {
  readonly id: string | null
  readonly code: string
  readonly spec: string
  readonly retailFen: number
  readonly weightGrams: number
  readonly stockSource: 'erp' | 'fixed'
  readonly fixedQuantity: number | null
  readonly warnAt: number | null
}

const blank: Sku = {
  id: null,
  code: '',
  spec: '',
  retailFen: 0,
  weightGrams: 0,
  stockSource: 'erp',
  fixedQuantity: null,
  warnAt: null,
}

const sources = [
  { value: 'erp', label: 'ERP 库存' },
  { value: 'fixed', label: '固定数量' },
]

export interface SkuEditorProps {
  readonly value?: readonly Sku[]
  readonly onChange?: (value: readonly Sku[]) => void
}

/** AD-113, 115, 118: codes, one retail price each, where the stock comes from. */
export function SkuEditor({ value = [], onChange }: SkuEditorProps) {
  const change = (at: number, part: Partial<Sku>) =>
    onChange?.(value.map((sku, index) => (index === at ? { ...sku, ...part } : sku)))
  return (
    <div className="form-list">
      {value.map((sku, index) => (
        <SkuCard
          key={sku.id ?? `new-${index}`}
          sku={sku}
          onChange={(part) => change(index, part)}
          onRemove={sku.id ? undefined : () => onChange?.(value.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        icon={<Icon name="plus" size={14} />}
        onClick={() => onChange?.([...value, blank])}
        disabled={value.length >= 50}
      >
        加一个 SKU
      </Button>
    </div>
  )
}

interface SkuCardProps {
  readonly sku: Sku
  readonly onChange: (part: Partial<Sku>) => void
  readonly onRemove: (() => void) | undefined
}

function SkuCard({ sku, onChange, onRemove }: SkuCardProps) {
  return (
    <div className="sku-card">
      <Labelled label="编码">
        <Input
          value={sku.code}
          maxLength={40}
          placeholder="与 ERP 一致"
          onChange={(event) => onChange({ code: event.target.value })}
        />
      </Labelled>
      <Labelled label="规格">
        <Input
          value={sku.spec}
          maxLength={60}
          placeholder="公 4.0 两"
          onChange={(event) => onChange({ spec: event.target.value })}
        />
      </Labelled>
      <Labelled label="零售价">
        <YuanInput value={sku.retailFen} onChange={(fen) => onChange({ retailFen: fen ?? 0 })} />
      </Labelled>
      <Labelled label="重量（克）">
        <Whole
          value={sku.weightGrams}
          onChange={(grams) => onChange({ weightGrams: grams ?? 0 })}
        />
      </Labelled>
      <Labelled label="库存来源">
        <Select
          value={sku.stockSource}
          options={sources}
          onChange={(stockSource) => onChange({ stockSource })}
        />
      </Labelled>
      <Labelled label="固定数量">
        <Whole
          value={sku.fixedQuantity}
          disabled={sku.stockSource === 'erp'}
          onChange={(fixedQuantity) => onChange({ fixedQuantity })}
        />
      </Labelled>
      <Labelled label="预警值">
        <Whole
          value={sku.warnAt}
          placeholder="用系统默认"
          onChange={(warnAt) => onChange({ warnAt })}
        />
      </Labelled>
      {onRemove ? (
        <Button aria-label="去掉这个 SKU" icon={<Icon name="x" size={14} />} onClick={onRemove} />
      ) : null}
    </div>
  )
}

interface WholeProps {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly disabled?: boolean
  readonly placeholder?: string
}

function Whole({ value, onChange, disabled, placeholder }: WholeProps) {
  return (
    <InputNumber
      style={{ width: '100%' }}
      min={0}
      max={10_000_000}
      precision={0}
      value={value}
      disabled={disabled ?? false}
      placeholder={placeholder ?? ''}
      onChange={onChange}
    />
  )
}

function Labelled({ label, children }: { readonly label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className="labelled">
      <span className="sub">{label}</span>
      {children}
    </label>
  )
}
