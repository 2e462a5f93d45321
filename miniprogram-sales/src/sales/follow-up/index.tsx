import { EmptyState } from '@xietong/ui/empty-state'
import { useParams } from '@xietong/ui/hooks/use-params'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { useChoices } from '../../parts/choices'
import type { Target } from './head'
import { NewFollowUp } from './new-follow-up'
import { Result } from './result'

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
    <Result target={target} followUpId={params.followUp} form={params.form ?? ''} choices={value} />
  ) : (
    <NewFollowUp target={target} choices={value} />
  )
}
