import { Text, View } from '@tarojs/components'
import { copy } from '@xietong/ui/device/say'
import { Sheet } from '@xietong/ui/sheet'
import { Timeline } from '@xietong/ui/timeline'
import { inFours } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import type { NoteDetail } from './index'

/** Each parcel with carrier, number and track, newest first. */
export function Parcels({ parcels, now }: { parcels: NoteDetail['parcels']; now: number }) {
  return (
    <Sheet title="包裹">
      {parcels.map((parcel) => (
        <View key={parcel.id} className="note-parcel">
          <View className="row between note-number">
            <Text className="grow">{`${parcel.carrierName} ${inFours(parcel.trackingNo)}`}</Text>
            <Text className="link hit" onClick={() => copy(parcel.trackingNo)}>
              复制
            </Text>
          </View>
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
    </Sheet>
  )
}
