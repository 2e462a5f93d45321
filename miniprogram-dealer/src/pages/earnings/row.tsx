import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { type Earning, stateWords, typeWords } from '../../parts/earning-words'

/** One earning: what was sold, to whom, how much it brings and when. */
export function EarningRow({ row, now }: { row: Earning; now: number }) {
  const gone = row.state === 'expired'
  const from = [typeWords(row.orderType), row.sourceDealerName, `会员 ${row.memberName}`]
  return (
    <View
      className="earn-row"
      id={`earning-${row.id}`}
      onClick={() => open('channel/earning/index', { id: row.id, orderNo: row.orderNo })}
    >
      <View className="row between earn-row-head">
        <Text className="grow strong cut">{`${row.itemName} × ${row.quantity}`}</Text>
        <Text className={gone ? 'earn-row-amount earn-gone' : 'earn-row-amount'}>
          {yuan(gone ? row.originalFen : row.amountFen)}
        </Text>
      </View>
      <View className="cap cut">{from.filter(Boolean).join(' · ')}</View>
      <View className="row between wrap earn-row-note">
        <Text className="cap">{when(row.createdAt, now)}</Text>
        <Text className={row.state === 'pending' ? 'cap-2' : 'cap'}>{stateWords(row, now)}</Text>
      </View>
    </View>
  )
}
