import { Text, View } from '@tarojs/components'
import { formatYuan } from '@xietong/domain/kernel/money'
import './price-text.css'

export interface PriceTextProps {
  readonly fen: number
  /** Size of the whole part; the sign is 62 % and the decimals are 72 % of it. */
  readonly size?: number
  /** crab: what is paid; ink: what is stated as fact; grey: a reference price. */
  readonly tone?: 'crab' | 'ink' | 'grey' | 'white'
}

/** ¥1,249.36 with a small sign and small decimals in one weight. */
export function PriceText({ fen, size = 18, tone = 'crab' }: PriceTextProps) {
  const [whole = '0', decimals = '00'] = formatYuan(Math.abs(fen)).split('.')
  const small = { fontSize: `${Math.round(size * 0.62)}px` }
  return (
    <View className={`x-price x-price-${tone}`} style={{ fontSize: `${size}px` }}>
      {fen < 0 ? <Text>−</Text> : null}
      <Text className="x-price-sign" style={small}>
        ¥
      </Text>
      <Text>{whole}</Text>
      <Text style={{ fontSize: `${Math.round(size * 0.72)}px` }}>.{decimals}</Text>
    </View>
  )
}
