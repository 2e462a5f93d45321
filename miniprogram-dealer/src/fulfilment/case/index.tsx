import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import {
  CaseClaim,
  CasePage,
  CaseStory,
  caseStateWords,
  caseTypeWords,
} from '@xietong/ui/case-view'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Panel } from '@xietong/ui/panel'
import { Sheet } from '@xietong/ui/sheet'
import { TextArea } from '@xietong/ui/text-area'
import { yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import './case.css'

type Case = Output<'orders.getStoreAfterSale'>
type Act = 'approve' | 'refuse' | 'return' | 'evidence'

const titles: Readonly<Record<Act, string>> = {
  approve: '同意并退款',
  refuse: '拒绝售后',
  return: '请买家寄回',
  evidence: '请买家补充凭证',
}

const titleOf = (one: Case, act: Act): string =>
  act === 'approve' && one.type === 'resend' ? '同意补发' : titles[act]

/** What happens with the consent, in one line. */
const consentOf = (one: Case): string =>
  one.type === 'resend' ? '确认补发' : `确认退款 ${yuan(one.amountFen)}`
const doneOf = (one: Case): string =>
  one.type === 'resend' ? '已同意，补发单在配送订单里发货' : '已同意，款项原路退回'

/** One case of the store: what is asked, and the four things that can be done. */
export default function StoreCase() {
  const { id = '' } = useParams()
  const query = useQuery('orders.getStoreAfterSale', id ? { caseId: id } : null)
  return <CasePage query={query}>{(one) => <Filled one={one} onChanged={query.reload} />}</CasePage>
}

function Filled({ one, onChanged }: { one: Case; onChanged: () => Promise<void> }) {
  const now = useNow()
  const [act, setAct] = useState<Act | null>(null)
  return (
    <View>
      <Sheet title={caseStateWords(one.state)}>
        <View>{`${caseTypeWords(one.type)} · ${one.reason}`}</View>
        {one.description ? <View className="cap-2">{one.description}</View> : null}
        <View className="cap">{`${one.buyer} · 订单 ${one.orderNo}`}</View>
        {one.deadline ? (
          <View className="cap">{`买家须在 ${when(one.deadline, now)} 前回复`}</View>
        ) : null}
        {one.resend ? <View className="cap">{`补发单 ${one.resend.orderNo}`}</View> : null}
      </Sheet>
      <CaseClaim one={one}>
        {one.type === 'resend' ? null : (
          <View className="cap">
            {`订单实付 ${yuan(one.paidFen)} · 已退 ${yuan(one.refundedFen)}`}
          </View>
        )}
      </CaseClaim>
      {one.mayHandle ? (
        <Sheet>
          <View className="case-acts">
            {(Object.keys(titles) as Act[]).map((name) => (
              <Button
                key={name}
                block
                id={`act-${name}`}
                kind={name === 'approve' ? 'primary' : 'plain'}
                onTap={() => setAct(name)}
              >
                {titleOf(one, name)}
              </Button>
            ))}
          </View>
        </Sheet>
      ) : null}
      <CaseStory one={one} />
      {act ? (
        <Decide one={one} act={act} onClose={() => setAct(null)} onChanged={onChanged} />
      ) : null}
    </View>
  )
}

interface DecideProps {
  readonly one: Case
  readonly act: Act
  readonly onClose: () => void
  readonly onChanged: () => Promise<void>
}

function Decide({ one, act, onClose, onChanged }: DecideProps) {
  const [note, setNote] = useState('')
  const approving = useAct('orders.approveAfterSale')
  const refusing = useAct('orders.refuseAfterSale')
  const asking = useAct('orders.askBuyer')
  const used = act === 'approve' ? approving : act === 'refuse' ? refusing : asking
  const send = async () => {
    const caseId = one.id
    const answer =
      act === 'approve'
        ? await approving.run({ caseId, note })
        : act === 'refuse'
          ? await refusing.run({ caseId, reason: note })
          : await asking.run({ caseId, wish: act, note })
    if (!answer?.ok) return
    say(act === 'approve' ? doneOf(one) : '已处理，买家会收到通知')
    onClose()
    await onChanged()
  }
  return (
    <Panel
      title={titleOf(one, act)}
      open
      onClose={onClose}
      foot={
        <Button
          block
          id="decide"
          running={used.running}
          disabled={act !== 'approve' && note.trim() === ''}
          onTap={send}
        >
          {act === 'approve' ? consentOf(one) : '确认'}
        </Button>
      }
    >
      <TextArea
        id="decide-note"
        label={act === 'approve' ? '备注（选填）' : '告诉买家'}
        value={note}
        onInput={setNote}
        maxLength={300}
      />
      <Problem text={used.failure?.message} />
    </Panel>
  )
}
