import { Text, View } from '@tarojs/components'
import './progress-line.css'

/** The steps of an order: done, the present one with a halo, what is still to come. */
export function ProgressLine({ steps, at }: { steps: readonly string[]; at: number }) {
  return (
    <View className="x-progress">
      {steps.map((step, place) => {
        const look = place < at ? 'done' : place === at ? 'now' : 'next'
        return (
          <View key={step} className={`x-progress-step x-progress-${look}`}>
            <View className="x-progress-dot" />
            <Text className="x-progress-word">{step}</Text>
          </View>
        )
      })}
    </View>
  )
}
