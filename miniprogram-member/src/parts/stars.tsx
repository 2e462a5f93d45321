import { View } from '@tarojs/components'
import { Icon } from '@xietong/ui/icon'
import './stars.css'

const places = [1, 2, 3, 4, 5] as const

interface StarsProps {
  readonly score: number
  readonly size?: number
  /** Absent = only to look at. */
  readonly onChoose?: (score: number) => void
}

/** One to five stars, to look at or to choose from. */
export function Stars({ score, size = 16, onChoose }: StarsProps) {
  return (
    <View className="row stars" aria-label={`${score} 星`}>
      {places.map((place) => {
        const on = place <= score
        return (
          <View
            key={place}
            id={onChoose ? `star-${place}` : ''}
            className={onChoose ? 'star-choose' : ''}
            aria-role={onChoose ? 'radio' : 'img'}
            aria-label={`${place} 星`}
            aria-checked={onChoose ? place === score : undefined}
            onClick={() => onChoose?.(place)}
          >
            <Icon name="star" size={size} color={on ? '#B98A3E' : '#B4B7BC'} filled={on} />
          </View>
        )
      })}
    </View>
  )
}
