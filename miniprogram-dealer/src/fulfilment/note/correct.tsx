import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Look } from '@xietong/ui/page/look'
import { Panel } from '@xietong/ui/panel'
import { TextArea } from '@xietong/ui/text-area'
import { inFours } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { Waybill } from '../ship/waybill'
import { waybillProblem } from '../ship/waybill-problem'
import type { NoteDetail } from './index'

type Parcel = NoteDetail['parcels'][number]

export interface CorrectProps {
  readonly parcel: Parcel
  readonly onClose: () => void
  readonly onChanged: () => void
}

/** Refusals that belong to the number; everything else stands below the reason. */
const OF_THE_NUMBER = ['TRACKING_NUMBER_INVALID', 'TRACKING_NUMBER_SAME', 'CARRIER_UNKNOWN']

/** DL-114: another number for a parcel that nobody has received yet. */
export function Correct({ parcel, onClose, onChanged }: CorrectProps) {
  const query = useQuery('fulfilment.listCarriers', {})
  // The parcel's own carrier stays possible when it is not offered any more.
  const offered =
    query.value?.rows.filter(({ code, enabled }) => enabled || code === parcel.carrierCode) ?? []
  const [carrierCode, setCarrier] = useState(parcel.carrierCode)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const correcting = useAct('fulfilment.correctTracking')
  const { failure } = correcting
  const ofNumber = failure !== null && OF_THE_NUMBER.includes(failure.code)
  const change = (act: () => void) => {
    setProblem(undefined)
    correcting.clear()
    act()
  }
  const send = async () => {
    const trackingNo = typed.replace(/\s/g, '').toUpperCase()
    const found = waybillProblem(
      offered.find(({ code }) => code === carrierCode),
      trackingNo,
    )
    setProblem(found)
    if (found) return
    const { id: parcelId, version } = parcel
    const answer = await correcting.run({ parcelId, carrierCode, trackingNo, reason, version })
    if (!answer?.ok) return
    say('已更正，买家会收到通知')
    onClose()
    onChanged()
  }
  return (
    <Panel
      title="更正运单号"
      open
      onClose={onClose}
      foot={<Confirm running={correcting.running} ready={Boolean(typed && reason)} onTap={send} />}
    >
      <View className="cap">
        <Text>{`现在是 ${parcel.carrierName} ${inFours(parcel.trackingNo)}`}</Text>
      </View>
      <Look query={query}>
        {() => (
          <Waybill
            carriers={offered}
            carrierCode={carrierCode}
            onCarrier={(code) => change(() => setCarrier(code))}
            trackingNo={typed}
            onTrackingNo={(text) => change(() => setTyped(text))}
            problem={problem ?? (ofNumber ? failure?.message : undefined)}
          />
        )}
      </Look>
      <TextArea
        id="correct-reason"
        label="更正原因"
        placeholder="例如：录错一位、换了快递"
        value={reason}
        onInput={(text) => change(() => setReason(text))}
        maxLength={100}
      />
      <Problem text={ofNumber ? undefined : failure?.message} />
    </Panel>
  )
}

interface ConfirmProps {
  readonly running: boolean
  readonly ready: boolean
  readonly onTap: () => Promise<void>
}

const Confirm = ({ running, ready, onTap }: ConfirmProps) => (
  <Button block id="confirm-correct" running={running} disabled={!ready} onTap={onTap}>
    确认更正
  </Button>
)

/** Every number that the parcel had before (DL-114). */
export function Corrections({ parcel, now }: { parcel: Parcel; now: number }) {
  return (
    <View>
      {parcel.corrections.map((one) => (
        <View key={one.at} className="cap note-break">
          {`${when(one.at, now)} 由 ${one.fromCarrier} ${one.fromNumber} 更正：${one.reason}`}
        </View>
      ))}
    </View>
  )
}
