import { Button, Flex, Input } from 'antd'

interface TemplateField {
  readonly name: string
  readonly content: string
}
interface TemplateFieldsProps {
  readonly value?: readonly TemplateField[]
  readonly onChange?: (value: readonly TemplateField[]) => void
}

/** Which field of the template says what; a new template may have others. */
export function TemplateFields({ value = [], onChange }: TemplateFieldsProps) {
  const set = (at: number, change: Partial<TemplateField>) =>
    onChange?.(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <Flex vertical gap={8}>
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field has no identity but its place.
        <div className="row" key={index}>
          <Input
            aria-label={`字段 ${index + 1}`}
            style={{ width: 170 }}
            maxLength={30}
            value={one.name}
            onChange={(event) => set(index, { name: event.target.value.trim() })}
          />
          <Input
            aria-label={`字段 ${index + 1} 的内容`}
            className="grow"
            maxLength={100}
            value={one.content}
            onChange={(event) => set(index, { content: event.target.value })}
          />
          <Button
            type="text"
            aria-label={`删除字段 ${index + 1}`}
            onClick={() => onChange?.(value.filter((_, at) => at !== index))}
          >
            删除
          </Button>
        </div>
      ))}
      <Button
        disabled={value.length >= 10}
        onClick={() => onChange?.([...value, { name: '', content: '' }])}
      >
        添加字段
      </Button>
    </Flex>
  )
}
