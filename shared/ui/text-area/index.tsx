import { Text, Textarea, View } from '@tarojs/components'
import { Problem } from '../field'
import '../field/field.css'
import './text-area.css'

export interface TextAreaProps {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly id: string
  readonly placeholder?: string
  readonly maxLength: number
  readonly problem?: string | undefined
}

/** A field of several lines. */
export function TextArea(props: TextAreaProps) {
  return (
    <View className="x-field">
      <Text className="x-field-label">{props.label}</Text>
      <View className={`x-field-box x-area ${props.problem ? 'x-field-bad' : ''}`}>
        <Textarea
          id={props.id}
          className="x-area-text"
          value={props.value}
          maxlength={props.maxLength}
          placeholder={props.placeholder ?? ''}
          placeholderClass="x-field-hint"
          onInput={(event) => props.onInput(event.detail.value)}
        />
      </View>
      <Problem text={props.problem} />
    </View>
  )
}
