import { Button, Flex, Input, InputNumber, Select } from 'antd'
import { useSource } from '../../resource/source'
import { accountSource } from './account-source'

export interface FlowNode {
  readonly name: string
  readonly matter: string
  readonly handlerAccountId?: string
  readonly durationHours: number
}
interface FlowNodesInputProps {
  readonly value?: readonly FlowNode[]
  readonly onChange?: (value: readonly FlowNode[]) => void
}

const empty: FlowNode = { name: '', matter: '', durationHours: 24 }

/** The nodes of a flow in order: what, by whom, within how many hours. */
export function FlowNodesInput({ value = [], onChange }: FlowNodesInputProps) {
  const people = useSource(accountSource)
  const set = (at: number, change: Partial<FlowNode>) =>
    onChange?.(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <Flex vertical gap={16}>
      {value.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a node has no identity but its place.
        <Flex vertical gap={6} key={index}>
          <div className="row">
            <span className="sub">{`节点 ${index + 1}`}</span>
            <Input
              className="grow"
              aria-label={`节点 ${index + 1} 的名称`}
              placeholder="名称，如：核对库存"
              maxLength={40}
              value={node.name}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <Button
              type="text"
              aria-label={`删除节点 ${index + 1}`}
              onClick={() => onChange?.(value.filter((_, at) => at !== index))}
            >
              删除
            </Button>
          </div>
          <div className="row">
            <Select
              className="grow"
              showSearch
              optionFilterProp="label"
              aria-label={`节点 ${index + 1} 的处理人`}
              placeholder="处理人"
              value={node.handlerAccountId}
              options={[...people.options]}
              onChange={(handlerAccountId: string) => set(index, { handlerAccountId })}
            />
            <InputNumber
              aria-label={`节点 ${index + 1} 的时限`}
              min={1}
              max={1_000}
              addonAfter="小时"
              style={{ width: 140 }}
              value={node.durationHours}
              onChange={(hours) => set(index, { durationHours: hours ?? 1 })}
            />
          </div>
          <Input
            aria-label={`节点 ${index + 1} 的处理事项`}
            placeholder="处理事项（可不填）"
            maxLength={500}
            value={node.matter}
            onChange={(event) => set(index, { matter: event.target.value })}
          />
        </Flex>
      ))}
      <Button block disabled={value.length >= 50} onClick={() => onChange?.([...value, empty])}>
        添加节点
      </Button>
    </Flex>
  )
}
