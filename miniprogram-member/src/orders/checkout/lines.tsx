import { Text, View } from '@tarojs/components'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import { Sheet } from '@xietong/ui/sheet'
import { Stepper } from '@xietong/ui/stepper'
import { yuan } from '@xietong/ui/words/numbers'
import { type CheckoutDraft, useCheckoutDraft } from '../../parts/checkout-draft'
import type { Quote } from './index'

/** What is ordered. The quantity can still be changed when it was bought without the cart. */
export function Lines({ draft, quote }: { draft: CheckoutDraft; quote: Quote }) {
  const change = (itemId: string, quantity: number) =>
    useCheckoutDraft.setState({
      lines: draft.lines.map((line) => (line.itemId === itemId ? { ...line, quantity } : line)),
    })
  return (
    <Sheet>
      {quote.lines.map((line) => (
        <View key={line.itemId} className="checkout-line">
          <GoodsPicture file={line.picture} kind={line.kind} width={72} height={72} />
          <View className="grow">
            <Text className="item-name two">{line.name}</Text>
            <View className="row between checkout-figures">
              <Text className="strong">{yuan(line.unitFen)}</Text>
              {draft.fromCart ? (
                <Text className="cap">{`× ${line.quantity}`}</Text>
              ) : (
                <Stepper
                  value={line.quantity}
                  max={9_999}
                  onChange={(quantity) => change(line.itemId, quantity)}
                />
              )}
            </View>
          </View>
        </View>
      ))}
    </Sheet>
  )
}
