import { Text, View } from '@tarojs/components'
import './stage-bar.css'

export interface StageBarProps {
  readonly stages: readonly string[]
  readonly stage: string
}

/** How far a lead has come; the pieces stand under each other down a list. */
export function StageBar({ stages, stage }: StageBarProps) {
  const at = stages.indexOf(stage)
  return (
    <View className="stage" aria-label={stage}>
      {stages.map((word, place) => (
        <View key={word} className={place <= at ? 'stage-piece stage-on' : 'stage-piece'} />
      ))}
    </View>
  )
}

/** The same over the whole width, with its words. */
export function StageLine({ stages, stage }: StageBarProps) {
  const at = stages.indexOf(stage)
  return (
    <View className="stage-wide">
      {stages.map((word, place) => (
        <View key={word} className="stage-part">
          <View className={place <= at ? 'stage-piece stage-on' : 'stage-piece'} />
          <Text className={place === at ? 'stage-word stage-here' : 'stage-word'}>{word}</Text>
        </View>
      ))}
    </View>
  )
}
