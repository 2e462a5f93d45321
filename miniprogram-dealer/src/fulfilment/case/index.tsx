import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { usePull } from '@xietong/ui/hooks/use-pull'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Panel } from '@xietong/ui/panel'
import { Sheet } from '@xietong/ui/sheet'
import { TextArea } from '@xietong/ui/text-area'
import { Timeline } from '@xietong/ui/timeline'
import { yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { caseStateWords, caseTypeWords } from '../../parts/case-words'

type Case = Output<'orders.getStoreAfterSale'>
type Act = 'approve' | 'refuse' | 'return' | 'evidence'

const titles: Readonly<Record<Act, string>> = {
  approve: '同意并退款',
  refuse: '拒绝售后',
  return: '请买家寄回',
  evidence: '请买家补充凭证',
}

/** One case of the store: what is asked, and the four things that can be done. */
export default function StoreCase() {
  const { id = '' } = useParams()
  const query = useQuery('orders.getStoreAfterSale', id ? { caseId: id } : null)
  useFresh(query.reload)
  usePull(query.reload)
  return (
    <Page>
      <Look
        query={query}
        errorTitle={query.failure?.code === 'NOT_FOUND' ? '没有这个售后' : '售后没有加载出来'}
      >
        {(value) => <Filled one={value} onChanged={query.reload} />}
      </Look>
    </Page>
  )
}

function Filled({ one, onChanged }: { one: Case; onChanged: () => Promise<void> }) {
  const now = useNow()
  const [act, setAct] = useState<Act | null>(null)
  return (
    <View>
      <Sheet title={caseStateWords[one.state]}>
        <View>{`${caseTypeWords[one.type]} · ${one.reason}`}</View>
        {one.description ? <View className="cap-2">{one.description}</View> : null}
        <View className="cap">{`${one.buyer} · 订单 ${one.orderNo}`}</View>
      </Sheet>
      <Sheet title={`申请退款 ${yuan(one.amountFen)}`}>
        {one.lines.map((line) => (
          <View key={line.lineId} className="row between">
            <Text className="grow two">{`${line.name} × ${line.quantity}`}</Text>
            <Text>{yuan(line.amountFen)}</Text>
          </View>
        ))}
        <View className="cap">
          {`运费 ${yuan(one.freightFen)} · 实付 ${yuan(one.paidFen)} · 已退 ${yuan(one.refundedFen)}`}
        </View>
      </Sheet>
      {one.mayHandle ? (
        <Sheet>
          {(Object.keys(titles) as Act[]).map((name) => (
            <Button
              key={name}
              block
              id={`act-${name}`}
              kind={name === 'approve' ? 'primary' : 'plain'}
              onTap={() => setAct(name)}
            >
              {titles[name]}
            </Button>
          ))}
        </Sheet>
      ) : null}
      <Sheet title="处理记录">
        <Timeline
          events={[...one.history].reverse().map((event, place) => ({
            key: `${event.at} ${place}`,
            title: event.text,
            time: when(event.at, now),
            note: event.note,
            pictures: event.pictureUrls,
          }))}
          present={0}
        />
      </Sheet>
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
    say(act === 'approve' ? '已同意，款项原路退回' : '已处理，买家会收到通知')
    onClose()
    await onChanged()
  }
  return (
    <Panel
      title={titles[act]}
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
          {act === 'approve' ? `确认退款 ${yuan(one.amountFen)}` : '确认'}
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
