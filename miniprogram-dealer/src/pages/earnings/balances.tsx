import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { PriceText } from '@xietong/ui/price-text'
import { Bone } from '@xietong/ui/skeleton'
import { yuan } from '@xietong/ui/words/numbers'

interface BalancesProps {
  readonly sums: Output<'channel.sumMyEarnings'> | null
  /** The list below says why. */
  readonly failed: boolean
}

/** DL-076: the balances of the account; they do not follow the filters below. */
export function Balances({ sums, failed }: BalancesProps) {
  const coming = (width: number, height: number) =>
    failed ? <Text>—</Text> : <Bone width={width} height={height} />
  const part = (label: string, fen: number | undefined) => (
    <View className="earn-part">
      <Text className="cap on-ground">{label}</Text>
      {fen === undefined ? coming(72, 18) : <Text>{yuan(fen)}</Text>}
    </View>
  )
  return (
    <View className="earn-head">
      <View className="cap on-ground">待提余额</View>
      {sums ? <PriceText fen={sums.withdrawableFen} size={36} tone="ink" /> : coming(160, 36)}
      <View className="earn-parts">
        {part('总收益', sums?.totalFen)}
        {part('未入账', sums?.pendingFen)}
        {part('提现中', sums?.withdrawingFen)}
        {part('已提余额', sums?.withdrawnFen)}
      </View>
    </View>
  )
}
