import { Button } from '@xietong/ui/button'
import { restart } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useParams } from '@xietong/ui/hooks/use-params'
import { Page } from '@xietong/ui/page'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { useState } from 'react'
import { Head } from '../follow-up/head'

/** ST-026: the owner gives a lead up and says why. */
export default function Release() {
  const { id = '', name = '' } = useParams()
  const [reason, setReason] = useState('')
  const releasing = useAct('sales.releaseLead')
  if (!id) {
    return (
      <Page>
        <EmptyState title="没有选择潜客" text="请从潜客详情里释放。" />
      </Page>
    )
  }
  const release = async () => {
    const answer = await releasing.run({ leadId: id, reason: reason.trim() })
    if (!answer?.ok) return
    say('已释放到公海池')
    restart('pages/home/index')
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={releasing.failure?.message}
          note="释放后 3 天内不能再领取"
          action={
            <Button
              id="release"
              running={releasing.running}
              disabled={reason.trim() === ''}
              onTap={release}
            >
              释放到公海池
            </Button>
          }
        />
      }
    >
      <Head target={{ kind: 'lead', id, name, stage: '' }} text="未完成的跟踪会一并取消" />
      <TextArea
        id="reason"
        label="释放原因"
        placeholder="例如：区域不符、客户暂无预算"
        maxLength={100}
        value={reason}
        onInput={(text) => {
          releasing.clear()
          setReason(text)
        }}
      />
    </Page>
  )
}
