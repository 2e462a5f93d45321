import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { replace } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { counted } from '@xietong/ui/words/numbers'
import { useState } from 'react'
import type { NoteDetail } from '../note'
import { Quantities } from './quantities'
import './ship.css'
import { Waybill } from './waybill'
import { waybillProblem } from './waybill-problem'

type Carriers = Output<'fulfilment.listCarriers'>['rows']

/** Confirms what goes, by whom and under which number. */
export default function Ship() {
  const { id } = useParams()
  const note = useQuery('fulfilment.getStoreNote', id ? { noteId: id } : null)
  const carriers = useQuery('fulfilment.listCarriers', {})
  const rows = carriers.value?.rows.filter(({ enabled }) => enabled) ?? null
  if (note.value && rows) {
    return note.value.state === 'to-ship' ? (
      <Form note={note.value} carriers={rows} />
    ) : (
      <Done noteId={note.value.id} />
    )
  }
  return (
    <Page>
      <Look query={note}>{() => <Look query={carriers}>{() => null}</Look>}</Look>
    </Page>
  )
}

function Done({ noteId }: { noteId: string }) {
  return (
    <Page>
      <EmptyState
        title="这张发货单已不能发货"
        text="可能刚刚发完，或平台撤回了派单。"
        picture="boat"
        step={{
          label: '查看发货单',
          onTap: () => replace('fulfilment/note/index', { id: noteId }),
        }}
      />
    </Page>
  )
}

/** Refusals that belong to the number; everything else stands above the button. */
const OF_THE_NUMBER = ['TRACKING_NUMBER_INVALID', 'CARRIER_UNKNOWN']

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0)

function Form({ note, carriers }: { note: NoteDetail; carriers: Carriers }) {
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>(
    Object.fromEntries(note.lines.map(({ lineId, quantity }) => [lineId, quantity])),
  )
  const [carrierCode, setCarrier] = useState(carriers[0]?.code ?? '')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const shipping = useAct('fulfilment.shipNote')
  const { failure } = shipping
  const total = sum(Object.values(quantities))
  const open = sum(note.lines.map(({ quantity }) => quantity))
  const carrier = carriers.find(({ code }) => code === carrierCode)
  const ofNumber = failure !== null && OF_THE_NUMBER.includes(failure.code)

  const ship = async () => {
    const trackingNo = typed.replace(/\s/g, '').toUpperCase()
    const found = waybillProblem(carrier, trackingNo)
    setProblem(found)
    if (found) return
    const lines = note.lines
      .map(({ lineId }) => ({ lineId, quantity: quantities[lineId] ?? 0 }))
      .filter(({ quantity }) => quantity > 0)
    const answer = await shipping.run({ noteId: note.id, carrierCode, trackingNo, lines })
    if (!answer?.ok) return
    say(answer.value.orderState === 'part-shipped' ? '已部分发货' : '发货完成')
    replace('fulfilment/note/index', { id: note.id })
  }
  const change = (act: () => void) => {
    setProblem(undefined)
    shipping.clear()
    act()
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={ofNumber ? undefined : failure?.message}
          note={restWords(open - total, note.splitShipping)}
          action={
            <Button id="ship" running={shipping.running} disabled={total === 0} onTap={ship}>
              {`确认发货 ${counted(total, '件')}`}
            </Button>
          }
        >
          <Text className="strong">{`本次 ${counted(total, '件')}`}</Text>
        </SubmitBar>
      }
    >
      <Recipient note={note} />
      <Quantities
        lines={note.lines}
        value={quantities}
        whole={!note.splitShipping}
        onChange={(next) => change(() => setQuantities(next))}
      />
      <Waybill
        carriers={carriers}
        carrierCode={carrierCode}
        onCarrier={(code) => change(() => setCarrier(code))}
        trackingNo={typed}
        onTrackingNo={(text) => change(() => setTyped(text))}
        problem={problem ?? (ofNumber ? failure?.message : undefined)}
      />
    </Page>
  )
}

function restWords(rest: number, splits: boolean): string {
  if (rest > 0) return `剩余 ${counted(rest, '件')} 留待下次`
  return splits ? '全部发完' : '未开启拆单发货，一次发完'
}

function Recipient({ note }: { note: NoteDetail }) {
  return (
    <Sheet>
      <View className="row ship-to">
        <Text className="title-2">{note.address.name}</Text>
        <Text className="cap cut">{note.region}</Text>
      </View>
      <View className="cap-2">{note.address.street}</View>
    </Sheet>
  )
}
