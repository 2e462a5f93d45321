import { InputNumber } from 'antd'
import { SkuPicker } from '../catalog/contents-editor'

interface Line {
  readonly skuId: string
  readonly label: string
  readonly change: number
}

export interface StockLinesProps {
  readonly value?: readonly Line[]
  readonly onChange?: (value: readonly Line[]) => void
}

/** Several skus of one warehouse in one adjustment. */
export function StockLines({ value = [], onChange }: StockLinesProps) {
  return (
    <div className="form-list">
      {value.map((line) => (
        <div className="form-list-row" key={line.skuId}>
          <span className="grow cut">{line.label}</span>
          <InputNumber
            aria-label="增减数量"
            precision={0}
            value={line.change}
            onChange={(change) =>
              onChange?.(
                value.map((other) =>
                  other.skuId === line.skuId ? { ...other, change: change ?? 0 } : other,
                ),
              )
            }
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
            : onChange?.([...value, { skuId, label, change: 1 }])
        }
      />
    </div>
  )
}
