import { Text, View } from '@tarojs/components'
import { CardThumb } from '@xietong/ui/card-face'
import { Sheet } from '@xietong/ui/sheet'
import { Tick } from '@xietong/ui/tick'
import { counted } from '@xietong/ui/words/numbers'
import { type ChosenCard, useChosenCards } from '../../parts/chosen-cards'
import type { Calendar } from './index'

export interface PackagesProps {
  readonly cardIds: readonly string[]
  readonly packages: Calendar['packages']
  readonly value: string | null
  readonly onChange: (packageId: string) => void
}

const SHOWN = 3

/** The cards that are redeemed and the package they stand for. */
export function Packages({ cardIds, packages, value, onChange }: PackagesProps) {
  const cards = useChosenCards((state) => state.cards).filter((card) => cardIds.includes(card.id))
  const only = packages.length === 1 ? packages[0] : undefined
  if (only && cards.length > 0) return <Cards cards={cards} name={only.name} />
  return (
    <Sheet className="redeem-packages">
      {packages.map((one) => (
        <View
          key={one.packageId}
          id={`package-${one.packageId}`}
          className="row redeem-package"
          onClick={() => {
            if (one.available >= cardIds.length) onChange(one.packageId)
          }}
        >
          <CardThumb face="electronic" />
          <Text className="grow strong two">{one.name}</Text>
          {one.available < cardIds.length ? (
            <Text className="cap">暂时缺货</Text>
          ) : only ? (
            <Text className="cap">{counted(cardIds.length, '张卡')}</Text>
          ) : (
            <Tick on={one.packageId === value} label={one.name} />
          )}
        </View>
      ))}
    </Sheet>
  )
}

function Cards({ cards, name }: { cards: readonly ChosenCard[]; name: string }) {
  const hidden = cards.length - SHOWN
  return (
    <Sheet className="redeem-packages">
      {cards.slice(0, SHOWN).map((card) => (
        <View key={card.id} className="row redeem-package">
          <CardThumb face={card.face} />
          <View className="grow">
            <View className="strong cut">{name}</View>
            <View className="mic cut">{card.name}</View>
          </View>
          <Text className="cap">{`卡 ···· ${card.maskedNumber.slice(-4)}`}</Text>
        </View>
      ))}
      {hidden > 0 ? <View className="cap redeem-more">另有 {counted(hidden, '张卡')}</View> : null}
    </Sheet>
  )
}
