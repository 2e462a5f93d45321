import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Problem } from '../field'
import './submit-bar.css'

export interface SubmitBarProps {
  /** What will happen: an amount or a date. */
  readonly children?: ReactNode
  readonly note?: ReactNode
  readonly action: ReactNode
  /** The sentence of a refusal, above what can be pressed. */
  readonly problem?: string | undefined
}

/** Stands at the thumb: left what will happen, right the one primary button. */
export function SubmitBar({ children, note, action, problem }: SubmitBarProps) {
  return (
    <View>
      {problem ? (
        <View className="x-submit-problem">
          <Problem text={problem} />
        </View>
      ) : null}
      <View className="row x-submit">
        <View className="grow">
          {children}
          {note ? <View className="mic cut">{note}</View> : null}
        </View>
        {action}
      </View>
    </View>
  )
}
