import { Text, View } from '@tarojs/components'
import { Sheet } from '@xietong/ui/sheet'
import { Stepper } from '@xietong/ui/stepper'
import { Tick } from '@xietong/ui/tick'
import { counted } from '@xietong/ui/words/numbers'
import type { NoteDetail } from '../note'

export interface QuantitiesProps {
  readonly lines: NoteDetail['lines']
  readonly value: Readonly<Record<string, number>>
  readonly onChange: (value: Readonly<Record<string, number>>) => void
  /** Split shipping is off: everything goes at once (DL-113). */
  readonly whole: boolean
}

/** How much of each line goes now; the rest stays as a note of its own. */
export function Quantities({ lines, value, onChange, whole }: QuantitiesProps) {
  return (
    <Sheet cells title="本次发货">
      {lines.map(({ lineId, name, quantity }) => {
        const now = value[lineId] ?? 0
        const set = (next: number) => onChange({ ...value, [lineId]: next })
        return (
          <View key={lineId} className="ship-line">
            {lines.length > 1 && !whole ? (
              <Tick
                id={`take-${lineId}`}
                on={now > 0}
                label={`本次发 ${name}`}
                onTap={() => set(now > 0 ? 0 : quantity)}
              />
            ) : null}
            <View className="grow">
              <Text className="item-name two">{name}</Text>
              <Text className="cap">{`待发 ${counted(quantity, '件')}`}</Text>
            </View>
            {quantity > 1 && now > 0 && !whole ? (
              <Stepper id={`quantity-${lineId}`} value={now} max={quantity} onChange={set} />
            ) : (
              <Text className="strong">{`× ${now}`}</Text>
            )}
          </View>
        )
      })}
    </Sheet>
  )
}
