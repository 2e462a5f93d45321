import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { PriceText } from '@xietong/ui/price-text'
import { Bone } from '@xietong/ui/skeleton'
import { yuan } from '@xietong/ui/words/numbers'

/** DL-076: the balances of the account; they do not follow the filters below. */
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
        <Part label="总收益" fen={sums?.totalFen} />
        <Part label="未入账" fen={sums?.pendingFen} />
        <Part label="提现中" fen={sums?.withdrawingFen} />
        <Part label="已提余额" fen={sums?.withdrawnFen} />
      </View>
    </View>
  )
}

function Part({ label, fen }: { label: string; fen: number | undefined }) {
  return (
    <View className="earn-part">
      <Text className="cap on-ground">{label}</Text>
      {fen === undefined ? <Bone width={72} height={18} /> : <Text>{yuan(fen)}</Text>}
    </View>
  )
}
