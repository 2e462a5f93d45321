import { getGoods, listGoods } from '@xietong/domain/catalog/contract'
import { Cascader, InputNumber } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call'
import { useRead } from '../../api/hooks'
import { Icon } from '../../look/icon'

export interface Content {
  readonly skuId: string
  readonly quantity: number
  /** Words of the sku; the contract takes the id and the quantity only. */
  readonly label?: string
}

export interface ContentsEditorProps {
  readonly value?: readonly Content[]
  readonly onChange?: (value: readonly Content[]) => void
}

/** AD-131: which single items a package contains, and how many of each. */
export function ContentsEditor({ value = [], onChange }: ContentsEditorProps) {
  const change = (skuId: string, quantity: number) =>
    onChange?.(value.map((line) => (line.skuId === skuId ? { ...line, quantity } : line)))
  return (
    <div className="form-list">
      {value.map((line) => (
        <div className="form-list-row" key={line.skuId}>
          <span className="grow cut">{line.label ?? line.skuId}</span>
          <InputNumber
            aria-label="数量"
            min={1}
            max={9_999}
            precision={0}
            value={line.quantity}
            onChange={(quantity) => change(line.skuId, quantity ?? 1)}
          />
          <button
            type="button"
            className="link"
            onClick={() => onChange?.(value.filter(({ skuId }) => skuId !== line.skuId))}
          >
            去掉
          </button>
        </div>
      ))}
      <SkuPicker
        onPick={(skuId, label) =>
          value.some((line) => line.skuId === skuId)
            ? undefined
            : onChange?.([...value, { skuId, label, quantity: 1 }])
        }
      />
    </div>
  )
}

interface Node {
  readonly value: string
  readonly label: string
  readonly isLeaf: boolean
  readonly children?: Node[]
}

/** Goods first, then their skus, fetched when a goods is opened. */
export function SkuPicker({ onPick }: { readonly onPick: (skuId: string, label: string) => void }) {
  const goods = useRead(listGoods, { size: 100 })
  const [skus, setSkus] = useState<Readonly<Record<string, Node[]>>>({})
  const options: Node[] = (goods.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: row.name,
    isLeaf: false,
    ...(skus[row.id] ? { children: skus[row.id] } : {}),
  }))
  const open = async (path: readonly Node[]) => {
    const chosen = path[0]
    if (!chosen) {
      return
    }
    const { name, skus: found } = await call(getGoods, { goodsId: chosen.value })
    const nodes = found.map((sku) => ({
      value: sku.id,
      label: `${name} ${sku.spec}（${sku.code}）`,
      isLeaf: true,
    }))
    setSkus((old) => ({ ...old, [chosen.value]: nodes }))
  }
  return (
    <Cascader<Node>
      options={options}
      value={[]}
      loading={goods.isLoading}
      loadData={(path) => void open(path)}
      suffixIcon={<Icon name="plus" size={14} />}
      placeholder="加一个单品"
      onChange={(path, nodes) => {
        const leaf = nodes.at(-1)
        if (path.length === 2 && leaf) {
          onPick(leaf.value, leaf.label)
        }
      }}
    />
  )
}
