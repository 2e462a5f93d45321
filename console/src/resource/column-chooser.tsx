import { Button, Checkbox, Popover } from 'antd'
import { Icon } from '../look/icon'

export interface ColumnChooserProps {
  readonly columns: readonly { readonly key: string; readonly title: string }[]
  readonly shown: readonly string[]
  readonly isUsual: boolean
  /** Null: the usual columns again. */
  readonly onChange: (shown: readonly string[] | null) => void
}

/** Which columns, and in which order; the choice is remembered for this account. */
export function ColumnChooser(props: ColumnChooserProps) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="显示的列"
      content={<Choice {...props} />}
    >
      <Button aria-label="选择显示的列" icon={<Icon name="set" />} />
    </Popover>
  )
}

function Choice({ columns, shown, isUsual, onChange }: ColumnChooserProps) {
  const chosen = shown.flatMap((key) => columns.find((column) => column.key === key) ?? [])
  const rest = columns.filter(({ key }) => !shown.includes(key))
  const move = (key: string, step: number) => {
    const next = [...shown]
    const at = next.indexOf(key)
    next.splice(at, 1)
    next.splice(at + step, 0, key)
    onChange(next)
  }
  return (
    <div className="column-choice">
      {chosen.map(({ key, title }, index) => (
        <span className="row" key={key}>
          <Checkbox
            className="grow"
            checked
            disabled={chosen.length === 1}
            onChange={() => onChange(shown.filter((one) => one !== key))}
          >
            {title}
          </Checkbox>
          <button
            type="button"
            className="plain"
            aria-label={`${title}左移`}
            disabled={index === 0}
            onClick={() => move(key, -1)}
          >
            <Icon name="up" size={14} />
          </button>
          <button
            type="button"
            className="plain"
            aria-label={`${title}右移`}
            disabled={index === chosen.length - 1}
            onClick={() => move(key, 1)}
          >
            <Icon name="down" size={14} />
          </button>
        </span>
      ))}
      {rest.map(({ key, title }) => (
        <Checkbox key={key} checked={false} onChange={() => onChange([...shown, key])}>
          {title}
        </Checkbox>
      ))}
      {isUsual ? null : (
        <Button type="link" size="small" onClick={() => onChange(null)}>
          恢复默认
        </Button>
      )}
    </div>
  )
}
