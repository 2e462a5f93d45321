import { Text, View } from '@tarojs/components'
import { say } from '../device/say'
import { useAct } from '../hooks/use-act'
import { when } from '../words/time'
import './track-line.css'

export interface TrackLineProps {
  readonly parcel: {
    readonly id: string
    readonly trackHint: string
    readonly trackedAt: string | null
  }
  readonly now: number
  /** The route may be another now. */
  readonly onAsked: () => void
}

/**
 * How old the shown route is, why it may be old, and the way to ask for it now (IN-087). Whatever
 * comes of the question, the stored route stays in its place.
 */
export function TrackLine({ parcel, now, onAsked }: TrackLineProps) {
  const asking = useAct('fulfilment.queryTrack')
  const ask = async () => {
    const answer = await asking.run({ parcelId: parcel.id })
    if (!answer) return
    say(answer.ok ? answer.value.message : answer.message)
    if (answer.ok) onAsked()
  }
  return (
    <View className="x-track-line">
      {parcel.trackHint ? <View className="x-track-hint">{parcel.trackHint}</View> : null}
      <View className="row between wrap">
        <Text className="cap">
          {parcel.trackedAt ? `最后更新 ${when(parcel.trackedAt, now)}` : '物流还没有更新'}
        </Text>
        <Text className="link hit" id={`ask-${parcel.id}`} onClick={ask}>
          {asking.running ? '查询中…' : '查询最新物流'}
        </Text>
      </View>
    </View>
  )
}
