import { Button as TaroButton, Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './button.css'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onTap?: (() => void) | undefined
  readonly kind?: 'primary' | 'second' | 'plain' | 'quiet'
  readonly small?: boolean
  readonly block?: boolean
  readonly id?: string
  /** A spinner stands in place of the words; a second tap is ignored. */
  readonly running?: boolean
  readonly disabled?: boolean
  /** Why the button cannot be used; shown above it. */
  readonly reason?: string | undefined
  /** `share` opens WeChat's sheet of friends. */
  readonly openType?: 'share' | 'contact'
  readonly className?: string
}

/** The only button of the apps: verb and object as its words. */
export function Button(props: ButtonProps) {
  const { kind = 'primary', small, block, running, disabled, reason, className = '' } = props
  const idle = Boolean(running || disabled)
  const classes = ['x-btn', `x-btn-${kind}`]
  if (small) classes.push('x-btn-small')
  if (block) classes.push('x-btn-block')
  if (running) classes.push('x-btn-running')
  if (disabled) classes.push('x-btn-off')
  const button = (
    <TaroButton
      className={`${classes.join(' ')} ${className}`}
      hoverClass={idle ? 'none' : 'x-btn-press'}
      {...(idle ? { disabled: true } : {})}
      {...(props.id ? { id: props.id } : {})}
      {...(props.openType ? { openType: props.openType } : {})}
      onClick={() => {
        if (!idle) props.onTap?.()
      }}
    >
      <View className="x-btn-words">{props.children}</View>
      {running ? <View className="x-btn-spin" /> : null}
    </TaroButton>
  )
  if (!disabled || !reason) return button
  return (
    <View className={block ? 'x-btn-why x-btn-block' : 'x-btn-why'}>
      <Text className="x-btn-reason">{reason}</Text>
      {button}
    </View>
  )
}
