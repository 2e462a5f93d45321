import { InputNumber } from 'antd'

interface Line {
  readonly lineId: string
  readonly name: string
  readonly left: number
  readonly quantity: number
  /** Split shipping is off: everything goes at once (AD-334). */
  readonly whole: boolean
}

export interface ShipLinesProps {
  readonly value?: readonly Line[]
  readonly onChange?: (value: readonly Line[]) => void
}

/** How many of each line go into this parcel; whole by default, part of it splits the order. */
export function ShipLines({ value = [], onChange }: ShipLinesProps) {
  return (
    <div className="form-list">
      {value.map((line) => (
        <div className="form-list-row" key={line.lineId}>
          <span className="grow cut">{line.name}</span>
          <span className="sub">未发 {line.left}</span>
          <InputNumber
            aria-label={`${line.name} 数量`}
            min={0}
            max={line.left}
            precision={0}
            disabled={line.whole}
            value={line.quantity}
            onChange={(quantity) =>
              onChange?.(
                value.map((other) =>
                  other.lineId === line.lineId ? { ...other, quantity: quantity ?? 0 } : other,
                ),
              )
            }
          />
        </div>
      ))}
      {value.some(({ whole }) => whole) ? (
        <span className="sub">未开启拆单发货，必须一次发完</span>
      ) : null}
    </div>
  )
}
