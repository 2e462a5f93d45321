import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { PriceText } from '@xietong/ui/price-text'
import { Bone } from '@xietong/ui/skeleton'
import { yuan } from '@xietong/ui/words/numbers'

/** The balances of the account; they do not follow the filters below. */
export function Balances({ sums }: { sums: Output<'channel.sumMyEarnings'> | null }) {
  return (
    <View className="earn-head">
      <View className="cap on-ground">待提余额</View>
      {sums ? (
        <PriceText fen={sums.withdrawableFen} size={36} tone="ink" />
      ) : (
        <Bone width={160} height={36} />
      )}
      <View className="earn-parts">
        <Text className="cap-2">{`未入账 ${sums ? yuan(sums.pendingFen) : ''}`}</Text>
        <Text className="cap-2">{`已提余额 ${sums ? yuan(sums.withdrawnFen) : ''}`}</Text>
      </View>
    </View>
  )
}
