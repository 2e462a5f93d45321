import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AskConsent } from '@xietong/ui/ask-consent'
import { Button } from '@xietong/ui/button'
import { CaseClaim, CasePage, CaseStory } from '@xietong/ui/case-view'
import { Cell } from '@xietong/ui/cell'
import { open as openPage } from '@xietong/ui/device/navigate'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { MediaField } from '@xietong/ui/media-field'
import { useMedia } from '@xietong/ui/media-field/use-media'
import { Sheet } from '@xietong/ui/sheet'
import { TextArea } from '@xietong/ui/text-area'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { caseWords, doneWords } from '../../parts/after-sale-words'

type Case = Output<'orders.getMyAfterSale'>

/** MB-086, MB-087: whose turn it is, what became of the money, and the story. */
export default function AfterSale() {
  const { id = '' } = useParams()
  const query = useQuery('orders.getMyAfterSale', id ? { caseId: id } : null)
  return <CasePage query={query}>{(one) => <Filled one={one} onChanged={query.reload} />}</CasePage>
}

function Filled({ one, onChanged }: { one: Case; onChanged: () => Promise<void> }) {
  const now = useNow()
  const { title, text } = caseWords(one)
  const open = one.state === 'merchant' || one.state === 'buyer'
  return (
    <View>
      <Sheet>
        <Text className="title-2">{title}</Text>
        <View className="cap-2">{text}</View>
        {one.deadline ? (
          <View className="cap-2">{`请在 ${when(one.deadline, now)} 前回复`}</View>
        ) : null}
        {one.doneAt ? (
          <View className="cap-2">{`${when(one.doneAt, now)} ${doneWords(one)}`}</View>
        ) : null}
      </Sheet>
      {one.state === 'buyer' ? <Answer one={one} onChanged={onChanged} /> : null}
      <CaseClaim one={one}>
        <View className="cap">{`订单 ${one.orderNo}`}</View>
        {one.resend ? (
          <Cell
            id="resend"
            label={`补发单 ${one.resend.orderNo}`}
            onTap={() => openPage('orders/order/index', { id: one.resend?.orderId ?? '' })}
          />
        ) : null}
      </CaseClaim>
      <CaseStory one={one} />
      {open ? (
        <Sheet>
          <Withdraw one={one} onChanged={onChanged} />
        </Sheet>
      ) : null}
      {open ? <AskConsent moment="after-sale">有进展时用微信通知我</AskConsent> : null}
    </View>
  )
}

interface PartProps {
  readonly one: Case
  readonly onChanged: () => Promise<void>
}

function Answer({ one, onChanged }: PartProps) {
  const [carrier, setCarrier] = useState('')
  const [trackingNo, setTrackingNo] = useState('')
  const [note, setNote] = useState('')
  const media = useMedia({ pictures: 9, access: 'private' })
  const sending = useAct('orders.answerAfterSale')
  const send = async () => {
    const { pictures } = media
    const answer = await sending.run({ caseId: one.id, carrier, trackingNo, note, pictures })
    if (answer?.ok) await onChanged()
  }
  return (
    <Sheet title={one.wish === 'return' ? '寄回商品' : '补充凭证'}>
      {one.wish === 'return' ? (
        <View>
          <Field
            id="carrier"
            label="快递公司"
            value={carrier}
            onInput={setCarrier}
            maxLength={30}
          />
          <Field
            id="tracking"
            label="快递单号"
            value={trackingNo}
            onInput={setTrackingNo}
            maxLength={40}
          />
        </View>
      ) : null}
      <TextArea
        id="note"
        label="说明"
        value={note}
        onInput={setNote}
        maxLength={300}
        problem={sending.failure?.message}
      />
      <MediaField id="evidence" label="图片（选填，最多 9 张）" media={media} />
      <Button
        block
        id="answer"
        running={sending.running}
        disabled={media.unsent !== undefined}
        reason={media.unsent}
        onTap={send}
      >
        提交给商家
      </Button>
    </Sheet>
  )
}

function Withdraw({ one, onChanged }: PartProps) {
  const [sure, setSure] = useState(false)
  const withdrawing = useAct('orders.withdrawAfterSale')
  const withdraw = async () => {
    if (!sure) {
      setSure(true)
      return
    }
    await withdrawing.run({ caseId: one.id })
    await onChanged()
  }
  return (
    <Button block kind="plain" id="withdraw" running={withdrawing.running} onTap={withdraw}>
      {sure ? '再点一次，确认撤销' : '撤销申请'}
    </Button>
  )
}
