import { Text, View } from '@tarojs/components'
import { EmptyState } from '@xietong/ui/empty-state'
import { useParams } from '@xietong/ui/hooks/use-params'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { useChoices } from '../../parts/choices'
import './follow-up.css'
import { NewFollowUp } from './new-follow-up'
import { Result } from './result'

export interface Target {
  readonly kind: 'lead' | 'customer'
  readonly id: string
  readonly name: string
  /** Stage of the lead now; empty for customers, who have none. */
  readonly stage: string
}

/** A contact with a lead or customer: planned, or already made and with its result. */
export default function FollowUp() {
  const params = useParams()
  const { query } = useChoices()
  const { value } = query
  const target: Target = {
    kind: params.kind === 'customer' ? 'customer' : 'lead',
    id: params.target ?? '',
    name: params.name ?? '',
    stage: params.stage ?? '',
  }
  if (!target.id) {
    return (
      <Page>
        <EmptyState title="没有选择客户" text="请从潜客或合作客户里新增跟踪。" />
      </Page>
    )
  }
  if (!value) {
    return (
      <Page>
        <Look query={query}>{() => null}</Look>
      </Page>
    )
  }
  return params.followUp ? (
    <Result
      target={target}
      followUpId={params.followUp}
      form={params.form ?? ''}
      stages={value.stages}
    />
  ) : (
    <NewFollowUp target={target} choices={value} />
  )
}

export function Head({ target, text }: { target: Target; text: string }) {
  return (
    <View className="follow-head">
      <View className="title-1 cut">{target.name}</View>
      <Text className="cap on-ground">{text}</Text>
    </View>
  )
}
