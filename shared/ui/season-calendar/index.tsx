import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '../icon'
import './season-calendar.css'
import { type CalendarDay, dayLabel, weeksOf } from './weeks'

export type { CalendarDay }

export interface SeasonCalendarProps {
  readonly days: readonly CalendarDay[]
  readonly value: string | null
  readonly onChange: (day: string) => void
  /** A sentence at the foot, for example how the capacity is counted. */
  readonly note?: string
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const
const SHOWN = 4
const words = { free: '', tight: '紧张', full: '约满', closed: '' } as const

/** Four weeks at a glance; only exceptions carry a word, so that an empty cell reads as free. */
export function SeasonCalendar({ days, value, onChange, note }: SeasonCalendarProps) {
  const [open, setOpen] = useState(false)
  const weeks = weeksOf(days)
  const shown = open ? weeks : weeks.slice(0, SHOWN)
  return (
    <View>
      <View className="x-cal-week x-cal-head">
        {WEEKDAYS.map((word) => (
          <Text key={word} className="x-cal-weekday">
            {word}
          </Text>
        ))}
      </View>
      {shown.map((week) => (
        <View key={week[0]?.day ?? ''} className="x-cal-week">
          {week.map((entry) => (
            <Day key={entry.day} entry={entry} on={entry.day === value} onChange={onChange} />
          ))}
        </View>
      ))}
      <View className="row between x-cal-foot">
        <Text className="cap grow">{note ?? ''}</Text>
        {weeks.length > SHOWN ? (
          <View className="row link hit x-cal-more" onClick={() => setOpen(!open)}>
            <Text>{open ? '收起' : '更多日期'}</Text>
            <Icon name={open ? 'up' : 'down'} size={12} color="#1F6F78" weight={2} />
          </View>
        ) : null}
      </View>
    </View>
  )
}

interface DayProps {
  readonly entry: CalendarDay
  readonly on: boolean
  readonly onChange: (day: string) => void
}

function Day({ entry, on, onChange }: DayProps) {
  const open = entry.state === 'free' || entry.state === 'tight'
  const look = on ? 'x-cal-on' : open ? `x-cal-${entry.state}` : 'x-cal-off'
  return (
    <View
      id={`day-${entry.day}`}
      className={`x-cal-day ${look}`}
      aria-role="radio"
      aria-checked={on}
      aria-disabled={!open}
      onClick={() => {
        if (open) onChange(entry.day)
      }}
    >
      <Text className="x-cal-festival">{entry.festival}</Text>
      <Text className="x-cal-date">{dayLabel(entry.day)}</Text>
      <Text className="x-cal-word">{words[entry.state]}</Text>
    </View>
  )
}
