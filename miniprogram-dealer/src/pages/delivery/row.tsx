import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { useNow } from '@xietong/ui/hooks/use-now'
import { Tag } from '@xietong/ui/tag'
import { counted, inFours } from '@xietong/ui/words/numbers'
import { today, when } from '@xietong/ui/words/time'
import {
  type NoteRow,
  orderWords,
  stateWords,
  typeWords,
  wantedWords,
} from '../../parts/note-words'

/** One note: for whom, what, by when, and the way to ship it. */
export function NoteRowCard({ row }: { row: NoteRow }) {
  const now = useNow()
  const openNote = () => open('fulfilment/note/index', { id: row.id })
  const toShip = row.state === 'to-ship'
  return (
    <View className="x-sheet" id={`note-${row.id}`}>
      <View id={`open-${row.id}`} onClick={openNote}>
        <View className="row between note-row-head">
          <Text className="grow cap cut">{typeWords(row)}</Text>
          {row.vip ? <Tag tone="gold">贵宾</Tag> : null}
          <Text className={toShip ? 'note-row-state note-row-open' : 'note-row-state'}>
            {stateWords[row.state]}
          </Text>
        </View>
        <View className="title-2 note-row-what two">{row.itemSummary}</View>
        <View className="cap-2">{`${row.recipient} · ${row.region}`}</View>
        <View className="row between wrap note-row-numbers">
          <Text className="cap">{`本次发货 ${counted(row.quantity, '件')}`}</Text>
          <Text className="cap">{`订单${orderWords(row.orderState)}`}</Text>
        </View>
        <View className="cap">{`发货单 ${row.noteNo}`}</View>
        <View className="cap">{`订单 ${row.orderNo}`}</View>
        {row.carrierName && row.trackingNo ? (
          <View className="cap">{`${row.carrierName} ${inFours(row.trackingNo)}`}</View>
        ) : null}
      </View>
      <View className="row between wrap note-row-foot">
        <Text className={toShip ? 'strong' : 'cap'}>
          {row.shippedAt
            ? `${when(row.shippedAt, now)} 发出`
            : wantedWords(row.wantedOn, today(now))}
        </Text>
        {toShip ? (
          <Button
            small
            id={`ship-${row.id}`}
            onTap={() => open('fulfilment/ship/index', { id: row.id })}
          >
            发货
          </Button>
        ) : null}
      </View>
    </View>
  )
}
