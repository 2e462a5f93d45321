import { When } from '../resource/columns'

export interface CourseEvent {
  readonly at: string
  readonly text: string
  readonly note?: string
  readonly tone?: 'ok' | 'now'
}

/** The course of events, newest first. */
export function Course({ events }: { readonly events: readonly CourseEvent[] }) {
  return (
    <div>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two events may share their time and words.
        <div className={`event ${event.tone ?? ''}`} key={`${event.at} ${index}`}>
          <i />
          <div className="sub">
            <When at={event.at} />
          </div>
          <div>{event.text}</div>
          {event.note ? <div className="sub">{event.note}</div> : null}
        </div>
      ))}
    </div>
  )
}
