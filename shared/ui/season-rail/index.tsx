import { Text, View } from '@tarojs/components'
import { dayShort, daysBetween } from '../words/time'
import './season-rail.css'

export interface SeasonDays {
  readonly presaleOn: string
  readonly lakeOpensOn: string
  readonly midAutumnOn: string
  readonly nationalDayOn: string
  readonly lakeClosesOn: string
}

interface Stop {
  readonly key: string
  readonly label: string
  readonly day: string
  readonly isToday: boolean
}

/** Before, in and after the season: what the days count to. */
export function seasonSentence(season: SeasonDays, today: string): { text: string; days: number } {
  const year = season.lakeOpensOn.slice(0, 4)
  const toOpening = daysBetween(today, season.lakeOpensOn)
  if (toOpening > 0) return { text: `距 ${year} 蟹季开湖`, days: toOpening }
  const toClosing = daysBetween(today, season.lakeClosesOn)
  if (toClosing >= 0) return { text: `${year} 蟹季还可提货`, days: toClosing }
  const next = `${Number(year) + 1}${season.lakeOpensOn.slice(4)}`
  return { text: `距 ${Number(year) + 1} 蟹季开湖`, days: Math.max(0, daysBetween(today, next)) }
}

/** Every stop keeps its place on the rail; only today moves between them. */
export function stopsOf(season: SeasonDays, today: string): Stop[] {
  const stops = [
    { key: 'presale', label: '预售', day: season.presaleOn, isToday: false },
    {
      key: 'opens',
      label: `${dayShort(season.lakeOpensOn)} 开湖`,
      day: season.lakeOpensOn,
      isToday: false,
    },
    {
      key: 'moon',
      label: `${dayShort(season.midAutumnOn)} 中秋`,
      day: season.midAutumnOn,
      isToday: false,
    },
    {
      key: 'nation',
      label: `${dayShort(season.nationalDayOn)} 国庆`,
      day: season.nationalDayOn,
      isToday: false,
    },
    {
      key: 'closes',
      label: `${dayShort(season.lakeClosesOn)} 收湖`,
      day: season.lakeClosesOn,
      isToday: false,
    },
  ]
  const now = { key: 'today', label: '今天', day: today, isToday: true }
  return [...stops, now].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : a.isToday ? 1 : -1,
  )
}

/** The season as a line: what lies behind is red. */
export function SeasonRail({ season, today }: { season: SeasonDays; today: string }) {
  const stops = stopsOf(season, today)
  const now = stops.findIndex((stop) => stop.isToday)
  const last = stops.length - 1
  return (
    <View className="x-rail">
      <View className="x-rail-line">
        <View className="x-rail-past" style={{ width: `${positionOf(now, last)}%` }} />
      </View>
      <View className="x-rail-stops">
        {stops.map((stop, place) => (
          <View
            key={stop.key}
            className={`x-rail-stop ${placeClass(place, now, last)}`}
            style={{ left: `${positionOf(place, last)}%` }}
          >
            <View className="x-rail-dot" />
            <Text className="x-rail-word">{stop.label}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}

/** The last label ends at the right edge, so that its stop needs half a place more. */
const positionOf = (place: number, last: number): number =>
  place === last ? 100 : (place / (last + 0.5)) * 100

function placeClass(place: number, now: number, last: number): string {
  const side = place === 0 ? 'x-rail-first' : place === last ? 'x-rail-last' : ''
  return `${side} ${place < now ? 'x-rail-behind' : place === now ? 'x-rail-now' : ''}`
}
