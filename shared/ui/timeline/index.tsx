import { Text, View } from '@tarojs/components'
import { Pictures } from '../pictures'
import './timeline.css'

export interface TimelineEvent {
  readonly key: string
  readonly title: string
  readonly time: string
  readonly note?: string | undefined
  /** Addresses of pictures that belong to it. */
  readonly pictures?: readonly string[]
}

export interface TimelineProps {
  readonly events: readonly TimelineEvent[]
  /** Which event is the present one; none when nothing moves any more. */
  readonly present?: number
}

/** Newest first for parcels, oldest first for how something came about: the caller sorts. */
export function Timeline({ events, present = -1 }: TimelineProps) {
  return (
    <View className="x-timeline">
      {events.map((event, place) => (
        <View
          key={event.key}
          className={`x-timeline-event ${place === present ? 'x-timeline-now' : ''}`}
        >
          <View className="row between x-timeline-head">
            <Text className="grow x-timeline-title">{event.title}</Text>
            <Text className="x-timeline-time">{event.time}</Text>
          </View>
          {event.note ? <Text className="x-timeline-note">{event.note}</Text> : null}
          <Pictures id={`pictures-${place}`} addresses={event.pictures ?? []} />
        </View>
      ))}
    </View>
  )
}
