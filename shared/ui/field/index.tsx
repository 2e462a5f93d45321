import { Input, Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Icon } from '../icon'
import './field.css'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly id: string
  readonly type?: 'text' | 'number' | 'digit' | 'password' | 'code' | 'nickname'
  readonly placeholder?: string
  readonly maxLength?: number
  /** The sentence of a refusal; what was typed stays. */
  readonly problem?: string | undefined
  /** A control inside the field at its right end. */
  readonly tail?: ReactNode
  readonly focus?: boolean
}

export function Field(props: FieldProps) {
  const [focused, setFocused] = useState(false)
  const { type = 'text' } = props
  const look = props.problem ? 'x-field-bad' : focused ? 'x-field-focus' : ''
  return (
    <View className="x-field">
      <Text className="x-field-label">{props.label}</Text>
      <View className={`x-field-box ${look}`}>
        <Input
          id={props.id}
          className="grow x-field-input"
          value={props.value}
          type={type === 'code' ? 'number' : type === 'password' ? 'text' : type}
          password={type === 'password'}
          placeholder={props.placeholder ?? ''}
          placeholderClass="x-field-hint"
          maxlength={props.maxLength ?? 140}
          focus={props.focus ?? false}
          onInput={(event) => props.onInput(event.detail.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
        {props.tail}
      </View>
      <Problem text={props.problem} />
    </View>
  )
}

/** The sentence of a refusal, at the place where it can be mended. */
export function Problem({ text }: { text?: string | undefined }) {
  if (!text) return null
  return (
    <View className="x-problem" aria-role="alert">
      <Icon name="info" size={16} color="#B42318" weight={1.8} />
      <Text className="grow">{text}</Text>
    </View>
  )
}
