import { Text, View } from '@tarojs/components'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import { Sheet } from '@xietong/ui/sheet'
import { counted } from '@xietong/ui/words/numbers'
import type { NoteDetail } from './index'

/** What was ordered, how much of it has left, and what goes into the boxes. */
export function Items({ note }: { note: NoteDetail }) {
  return (
    <Sheet title="商品">
      {note.lines.map((line) => (
        <View key={line.lineId} className="note-line">
          <GoodsPicture file={line.picture} kind="package" width={48} height={48} />
          <View className="grow">
            <Text className="item-name two">{line.name}</Text>
            <Text className="cap">
              {`下单 ${counted(line.orderedQuantity, '件')} · `}
              {`已发 ${counted(line.shippedQuantity, '件')}`}
            </Text>
          </View>
          <Text className="strong">{`本次 × ${line.quantity}`}</Text>
        </View>
      ))}
      {note.contents.length > 0 ? (
        <View className="note-contents">
          <Text className="cap">共需装箱</Text>
          {note.contents.map(({ sku, quantity }) => (
            <View key={sku} className="row between note-content">
              <Text className="grow">{sku}</Text>
              <Text>{`× ${quantity}`}</Text>
            </View>
          ))}
        </View>
      ) : null}
    </Sheet>
  )
}
