import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Stepper } from '@xietong/ui/stepper'
import { Tag } from '@xietong/ui/tag'
import { Tick } from '@xietong/ui/tick'
import { yuan } from '@xietong/ui/words/numbers'
import type { CartLineValue } from './index'

export interface CartLineProps {
  readonly line: CartLineValue
  readonly on: boolean
  readonly canTick: boolean
  readonly onToggle: () => void
  readonly onChanged: () => Promise<void>
  readonly onRemove: () => void
}

const problems = {
  none: '',
  'off-shelf': '已下架',
  'sold-out': '已售罄',
  short: '库存不足',
} as const

export function CartLine(props: CartLineProps) {
  const { line } = props
  const changing = useAct('orders.setCartQuantity')
  const change = async (quantity: number) => {
    const answer = await changing.run({ packageId: line.packageId, quantity })
    if (!answer?.ok) return
    if (answer.value.atStock && answer.value.quantity < quantity) {
      say(`库存 ${answer.value.quantity} 份，已按库存填写`)
    }
    await props.onChanged()
  }
  return (
    <View className="x-sheet cart-line" id={`line-${line.packageId}`}>
      <Tick
        on={props.on}
        disabled={!props.canTick}
        label={line.name}
        id={`tick-${line.packageId}`}
        onTap={props.onToggle}
      />
      <View onClick={() => open('catalog/item/index', { kind: 'package', id: line.packageId })}>
        <GoodsPicture file={line.picture} kind="package" width={72} height={72} />
      </View>
      <View className="grow">
        <Text className={props.canTick ? 'item-name two' : 'item-name two cart-gone'}>
          {line.name}
        </Text>
        <View className="row wrap cart-tags">
          {line.problem === 'none' ? null : <Tag tone="danger">{problems[line.problem]}</Tag>}
          {line.priceChanged ? <Tag tone="warn">{`加入时 ${yuan(line.addedUnitFen)}`}</Tag> : null}
        </View>
        <View className="row between cart-figures">
          <Text className="strong">{yuan(line.unitFen)}</Text>
          {props.canTick ? (
            <Stepper
              value={line.quantity}
              max={line.available}
              unit="份"
              onChange={change}
              onRemove={props.onRemove}
            />
          ) : (
            <Text className="link hit" onClick={props.onRemove}>
              移除
            </Text>
          )}
        </View>
        <Problem text={changing.failure?.message} />
      </View>
    </View>
  )
}
