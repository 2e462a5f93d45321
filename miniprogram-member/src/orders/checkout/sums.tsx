import { Text, View } from '@tarojs/components'
import { Sheet } from '@xietong/ui/sheet'
import { discountWords, yuan } from '@xietong/ui/words/numbers'
import type { Quote } from './index'

/** Retail, level discount and freight, each a line. */
export function Sums({ quote }: { quote: Quote }) {
  const level = discountWords(quote.levelDiscount)
  return (
    <Sheet className="checkout-sums">
      <Sum label="商品金额（零售价）" value={yuan(quote.retailTotalFen)} />
      {quote.savedFen > 0 ? (
        <Sum label={`会员 ${level}`} value={yuan(-quote.savedFen)} crab />
      ) : null}
      {quote.needsAddress ? (
        <Sum
          label="运费"
          value={quote.freightFen === null ? '选择地址后计算' : yuan(quote.freightFen)}
        />
      ) : null}
    </Sheet>
  )
}

function Sum({ label, value, crab }: { label: string; value: string; crab?: boolean }) {
  return (
    <View className="row between checkout-sum">
      <Text>{label}</Text>
      <Text className={crab ? 'checkout-less' : 'checkout-fact'}>{value}</Text>
    </View>
  )
}
