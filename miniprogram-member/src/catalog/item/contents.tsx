import { Text, View } from '@tarojs/components'
import type { BoxCrab } from '@xietong/ui/goods-picture'
import { crabPixels } from '@xietong/ui/goods-picture/crab-size'
import { Illustration } from '@xietong/ui/illustration'
import type { ShopItem } from './index'

type Content = ShopItem['contents'][number]

/** Crabs are counted in 只 and drawn; everything else is named. */
const isCrab = (content: Content) => content.unit === '只'

export function crabsOf(contents: readonly Content[]): BoxCrab[] {
  return contents
    .filter(isCrab)
    .map(({ weightGrams, quantity }) => ({ grams: weightGrams, count: quantity }))
    .sort((a, b) => b.grams - a.grams)
}

/** What is in the box: crabs at their relative size, then the rest in words. */
export function Contents({ contents }: { contents: readonly Content[] }) {
  const crabs = contents.filter(isCrab)
  const others = contents.filter((content) => !isCrab(content))
  return (
    <View>
      {crabs.length > 0 ? (
        <View className="row wrap item-crabs">
          {crabs.map((crab) => (
            <View key={`${crab.name} ${crab.spec}`} className="item-crab">
              <View className="row item-crab-row">
                {Array.from(
                  { length: Math.min(4, crab.quantity) },
                  (_, place) => `crab-${place}`,
                ).map((key) => (
                  <Illustration
                    key={key}
                    name="tied"
                    width={crabPixels(crab.weightGrams)}
                    height={crabPixels(crab.weightGrams)}
                  />
                ))}
              </View>
              <View className="item-crab-words">
                <Text className="cap-2">{crab.spec}</Text>
                <Text className="strong item-crab-count">{`${crab.quantity} 只`}</Text>
              </View>
            </View>
          ))}
        </View>
      ) : null}
      {others.length > 0 ? (
        <View className={crabs.length > 0 ? 'cap item-others item-others-line' : 'cap item-others'}>
          {`${crabs.length > 0 ? '另含 ' : '含 '}${others.map(words).join(' · ')}`}
        </View>
      ) : null}
    </View>
  )
}

const words = ({ name, quantity, unit }: Content) => `${name} ${quantity} ${unit || '件'}`
