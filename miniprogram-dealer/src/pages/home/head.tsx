import { Text, View } from '@tarojs/components'
import { platform } from '@xietong/ui/platform'
import { PriceText } from '@xietong/ui/price-text'
import { yuan } from '@xietong/ui/words/numbers'
import { kindWords, type MyDealer, roleWords, tierWords } from '../../parts/my-dealer'

/** Whose workbench it is; the first tier also sees what it could activate cards with. */
export function Head({ dealer }: { dealer: MyDealer }) {
  const { statusTop, barHeight, freeWidth } = platform.barMetrics()
  const { storedValueFen, creditLimitFen, debtFen } = dealer
  const superior = dealer.parentName ? `隶属 ${dealer.parentName}` : '隶属平台'
  return (
    <View className="home-head" style={{ paddingTop: `${statusTop}px` }}>
      <View
        className="row home-bar"
        style={{ minHeight: `${barHeight}px`, maxWidth: `${freeWidth - 24}px` }}
      >
        <Text className="home-name cut">{dealer.name}</Text>
        <Text className="home-tier">{tierWords[dealer.tier]}</Text>
      </View>
      <View className="home-sub">
        {[kindWords(dealer), `${dealer.personName}（${roleWords[dealer.role]}）`, superior].join(
          ' · ',
        )}
      </View>
      {storedValueFen !== null && creditLimitFen !== null && debtFen !== null ? (
        <Funds stored={storedValueFen} limit={creditLimitFen} debt={debtFen} />
      ) : null}
    </View>
  )
}

function Funds({ stored, limit, debt }: { stored: number; limit: number; debt: number }) {
  const credit = Math.max(0, limit - debt)
  return (
    <View className="home-funds">
      <View className="home-sub">可用于激活</View>
      <PriceText fen={stored + credit} size={36} tone="white" />
      <View className="home-parts">
        <View className="home-part">
          <View className="home-sub">储值余额</View>
          <View className="home-part-figure">{yuan(stored)}</View>
        </View>
        <View className="home-part">
          <View className="home-sub">剩余额度</View>
          <View className="home-part-figure">{yuan(credit)}</View>
          <View className="home-sub">{`已欠 ${yuan(debt)}`}</View>
        </View>
      </View>
    </View>
  )
}
