import { Text, View } from '@tarojs/components'
import { copy } from '@xietong/ui/device/say'
import { Sheet } from '@xietong/ui/sheet'
import { Timeline } from '@xietong/ui/timeline'
import { TrackLine } from '@xietong/ui/track-line'
import { inFours } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { Correct, Corrections } from './correct'
import type { NoteDetail } from './index'

interface ParcelsProps {
  readonly parcels: NoteDetail['parcels']
  readonly now: number
  readonly onAsked: () => void
}

/** Each parcel with carrier, number and track, newest first. */
export function Parcels({ parcels, now, onAsked }: ParcelsProps) {
  const [correcting, setCorrecting] = useState<string | null>(null)
  const chosen = parcels.find(({ id }) => id === correcting)
  return (
    <Sheet title="包裹">
      {parcels.map((parcel) => (
        <View key={parcel.id} className="note-parcel">
          <View className="row between note-number">
            <Text className="grow">{`${parcel.carrierName} ${inFours(parcel.trackingNo)}`}</Text>
            <Text className="link hit" onClick={() => copy(parcel.trackingNo)}>
              复制
            </Text>
            {parcel.received ? null : (
              <Text
                className="link hit"
                id={`correct-${parcel.id}`}
                onClick={() => setCorrecting(parcel.id)}
              >
                更正
              </Text>
            )}
          </View>
          <Corrections parcel={parcel} now={now} />
          <TrackLine parcel={parcel} now={now} onAsked={onAsked} />
          <Timeline
            present={0}
            events={[
              ...[...parcel.track]
                .sort((a, b) => (a.at < b.at ? 1 : -1))
                .map((event, place) => ({
                  key: `${event.at} ${place}`,
                  title: event.text,
                  time: when(event.at, now),
                })),
              { key: 'shipped', title: '本店已发货', time: when(parcel.shippedAt, now) },
            ]}
          />
        </View>
      ))}
      {chosen ? (
        <Correct parcel={chosen} onClose={() => setCorrecting(null)} onChanged={onAsked} />
      ) : null}
    </Sheet>
  )
}
