import { Text, View } from '@tarojs/components'
import { copy } from '@xietong/ui/device/say'
import { Sheet } from '@xietong/ui/sheet'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { Timeline } from '@xietong/ui/timeline'
import { TrackLine } from '@xietong/ui/track-line'
import { inFours } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import type { OrderDetail } from './index'

type Parcel = OrderDetail['parcels'][number]

interface ParcelsProps {
  readonly parcels: readonly Parcel[]
  readonly now: number
  readonly onAsked: () => void
}

/** Each parcel with carrier, number and track, newest first. */
export function Parcels({ parcels, now, onAsked }: ParcelsProps) {
  const [chosen, setChosen] = useState('')
  const parcel = parcels.find((one) => one.id === chosen) ?? parcels[0]
  if (!parcel) return null
  const inside = parcel.lines.map((line) => `${line.name} × ${line.quantity}`).join('、')
  return (
    <Sheet className="order-parcels">
      {parcels.length > 1 ? (
        <StatusTabs
          items={parcels.map((one, place) => ({ key: one.id, label: `包裹 ${place + 1}` }))}
          value={parcel.id}
          onChange={setChosen}
        />
      ) : null}
      <View className="row between order-waybill">
        <Text className="grow">{`${parcel.carrierName} ${inFours(parcel.trackingNo)}`}</Text>
        <Text
          className="link hit order-copy"
          id="copy-waybill"
          onClick={() => copy(parcel.trackingNo)}
        >
          复制
        </Text>
      </View>
      {inside ? <Text className="cap two">{inside}</Text> : null}
      <TrackLine key={parcel.id} parcel={parcel} now={now} onAsked={onAsked} />
      <Timeline
        present={parcel.signedAt ? -1 : 0}
        events={[
          ...[...parcel.track]
            .sort((a, b) => (a.at < b.at ? 1 : -1))
            .map((event, place) => ({
              key: `${event.at} ${place}`,
              title: event.text,
              time: when(event.at, now),
            })),
          { key: 'shipped', title: '商家已发货', time: when(parcel.shippedAt, now) },
        ]}
      />
    </Sheet>
  )
}
