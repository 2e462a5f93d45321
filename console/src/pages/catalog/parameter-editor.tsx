import { Button, Input } from 'antd'
import { Icon } from '../../look/icon'

interface Parameter {
  readonly name: string
  readonly value: string
}

export interface ParameterEditorProps {
  readonly value?: readonly Parameter[]
  readonly onChange?: (value: readonly Parameter[]) => void
}

/** Free pairs of words: 产地 阳澄湖, 保质期 3 天. */
export function ParameterEditor({ value = [], onChange }: ParameterEditorProps) {
  const change = (at: number, part: Partial<Parameter>) =>
    onChange?.(value.map((line, index) => (index === at ? { ...line, ...part } : line)))
  return (
    <div className="form-list">
      {value.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair being written has no other name.
        <div className="form-list-row" key={index}>
          <Input
            aria-label="参数名"
            placeholder="产地"
            maxLength={20}
            value={line.name}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Input
            aria-label="参数值"
            placeholder="阳澄湖"
            maxLength={60}
            value={line.value}
            onChange={(event) => change(index, { value: event.target.value })}
          />
          <button
            type="button"
            className="link"
            onClick={() => onChange?.(value.filter((_, at) => at !== index))}
          >
            去掉
          </button>
        </div>
      ))}
      <Button
        icon={<Icon name="plus" size={14} />}
        onClick={() => onChange?.([...value, { name: '', value: '' }])}
      >
        加一个参数
      </Button>
    </div>
  )
}
