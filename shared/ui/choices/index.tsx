import { Text, View } from '@tarojs/components'
import { Problem } from '../field'
import '../field/field.css'
import './choices.css'

export interface Choice<Key extends string> {
  readonly key: Key
  readonly label: string
}

export interface ChoicesProps<Key extends string> {
  readonly label: string
  readonly items: readonly Choice<Key>[]
  readonly value: readonly Key[]
  /** What was tapped; the page decides whether one or several may be chosen. */
  readonly onTap: (key: Key) => void
  readonly id: string
  readonly problem?: string | undefined
}

/** A field that is answered by tapping one or several of a few words. */
export function Choices<Key extends string>(props: ChoicesProps<Key>) {
  return (
    <View className="x-field" id={props.id}>
      <Text className="x-field-label">{props.label}</Text>
      <View className="x-choices">
        {props.items.map(({ key, label }, place) => {
          const on = props.value.includes(key)
          return (
            <Text
              key={key}
              id={`${props.id}-${place}`}
              className={on ? 'x-choice x-choice-on' : 'x-choice'}
              aria-role="checkbox"
              aria-checked={on}
              onClick={() => props.onTap(key)}
            >
              {label}
            </Text>
          )
        })}
      </View>
      <Problem text={props.problem} />
    </View>
  )
}
