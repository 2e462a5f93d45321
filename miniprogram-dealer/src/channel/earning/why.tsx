import { Text, View } from '@tarojs/components'
import { Sheet } from '@xietong/ui/sheet'
import { counted, yuan } from '@xietong/ui/words/numbers'
import type { Earning } from '../../parts/earning-words'

/**
 * The price ladder to scale, then the same as arithmetic. What lies below in the chain is not this
 * dealer's to know, so that it is hatched and has no figure.
 */
export function Why({ earning }: { earning: Earning }) {
  const { priceFromFen, priceToFen, quantity, originalFen, amountFen } = earning
  const shareFen = priceToFen - priceFromFen
  const below = earning.sourceDealerName !== null
  return (
    <Sheet title="为什么是这个金额">
      <View className="why-mine">{`我的差价 ${yuan(shareFen)}`}</View>
      <View className="why-bar">
        <View className="why-base" style={{ flexGrow: priceFromFen }} />
        <View className="why-share" style={{ flexGrow: shareFen }} />
        {below ? <View className="why-rest" /> : null}
      </View>
      <View className="row between why-scale">
        <View>
          <View>{yuan(priceFromFen)}</View>
          <View className="cap">我的拿货价</View>
        </View>
        <View className="why-right">
          <View>{yuan(priceToFen)}</View>
          <View className="cap">{below ? '下级拿货价' : '成交价'}</View>
        </View>
      </View>
      <View className="why-sums">
        <Sum label="每件差价" how={`${yuan(priceToFen)} − ${yuan(priceFromFen)}`} fen={shareFen} />
        <Sum
          label={`售出 ${counted(quantity, '件')}`}
          how={`${yuan(shareFen)} × ${quantity}`}
          fen={originalFen}
        />
        {amountFen === originalFen ? null : (
          <Sum label="退款冲减" how="按退款比例" fen={amountFen - originalFen} />
        )}
        <View className="row between why-total">
          <Text>这一笔收益</Text>
          <Text>{yuan(amountFen)}</Text>
        </View>
      </View>
    </Sheet>
  )
}

function Sum({ label, how, fen }: { label: string; how: string; fen: number }) {
  return (
    <View className="why-sum">
      <Text>{label}</Text>
      <Text className="grow cap why-right">{how}</Text>
      <Text className="why-figure">{yuan(fen)}</Text>
    </View>
  )
}
