import { Picker, Text, View } from '@tarojs/components'
import { Problem } from '../field'
import '../field/field.css'
import { Icon } from '../icon'
import { dayWords, weekday } from '../words/time'
import './pick-time.css'

export interface DayAndTime {
  /** `2026-09-24`, Beijing. */
  readonly day: string
  /** `14:30`, Beijing. */
  readonly time: string
}

/** The instant of a day and time in Beijing. */
export const instantOf = ({ day, time }: DayAndTime): string =>
  new Date(`${day}T${time}:00+08:00`).toISOString()

export interface PickTimeProps {
  readonly label: string
  readonly value: DayAndTime
  readonly onChange: (value: DayAndTime) => void
  readonly id: string
  readonly firstDay?: string
  readonly lastDay?: string
  readonly problem?: string | undefined
}

/** A day and a time by the phone's own wheels. */
export function PickTime(props: PickTimeProps) {
  const { value, onChange, id } = props
  return (
    <View className="x-field">
      <Text className="x-field-label">{props.label}</Text>
      <View className="x-time">
        <Picker
          id={`${id}-day`}
          className="x-time-day"
          mode="date"
          value={value.day}
          {...(props.firstDay ? { start: props.firstDay } : {})}
          {...(props.lastDay ? { end: props.lastDay } : {})}
          onChange={(event) => onChange({ ...value, day: event.detail.value })}
        >
          <View className={`x-field-box ${props.problem ? 'x-field-bad' : ''}`}>
            <Text className="grow">{`${dayWords(value.day)} ${weekday(value.day)}`}</Text>
            <Icon name="calendar" size={18} color="#6B7280" />
          </View>
        </Picker>
        <Picker
          id={`${id}-time`}
          className="x-time-hour"
          mode="time"
          value={value.time}
          onChange={(event) => onChange({ ...value, time: event.detail.value })}
        >
          <View className={`x-field-box ${props.problem ? 'x-field-bad' : ''}`}>
            <Text className="grow">{value.time}</Text>
            <Icon name="clock" size={18} color="#6B7280" />
          </View>
        </Picker>
      </View>
      <Problem text={props.problem} />
    </View>
  )
}
