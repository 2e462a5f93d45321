import { Text, View } from '@tarojs/components'
import { Button } from '../button'
import { Illustration, type IllustrationName } from '../illustration'
import './empty-state.css'

export interface Step {
  readonly label: string
  readonly onTap: () => void
}

export interface EmptyStateProps {
  /** What is not there yet. */
  readonly title: string
  /** How it gets here. */
  readonly text?: string
  readonly picture?: IllustrationName
  readonly step?: Step | undefined
  readonly second?: Step | undefined
}

export function EmptyState({
  title,
  text,
  picture = 'empty-basket',
  step,
  second,
}: EmptyStateProps) {
  return (
    <View className="x-empty">
      <Illustration name={picture} width={240} height={190} />
      <Text className="x-empty-title">{title}</Text>
      {text ? <Text className="x-empty-text">{text}</Text> : null}
      <View className="x-empty-steps">
        {step ? (
          <Button block onTap={step.onTap}>
            {step.label}
          </Button>
        ) : null}
        {second ? (
          <Button block kind="plain" onTap={second.onTap}>
            {second.label}
          </Button>
        ) : null}
      </View>
    </View>
  )
}
