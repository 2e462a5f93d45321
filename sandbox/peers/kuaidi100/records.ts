import type { Collection } from '../../core/journal'
import type { PeerKit } from '../../core/peer'

/** One line of a route. `state` is the peer's number: 0 在途, 1 揽收, 3 签收, 5 派件 … */
export interface TrackLine {
  at: string
  context: string
  state: string
}

/** A subscribed number, which is also a parcel on the courier's van. */
export interface Parcel {
  company: string
  number: string
  callbackUrl: string
  salt: string
  phone: string
  from: string
  to: string
  subscribedAt: string
  state: string
  lines: TrackLine[]
  finished: boolean
  /** While standing still nothing moves by itself. */
  stalledUntil: string
}

export interface CourierSettings {
  /** Minutes between the steps when parcels move by themselves; 0 leaves it to a person. */
  autoMinutes: number
}

export interface CourierDesk {
  kit: PeerKit
  parcels: Collection<Parcel>
  settings(): CourierSettings
  change(part: Partial<CourierSettings>): void
}

export const parcelKey = (company: string, number: string): string => `${company}/${number}`

export function openCourierDesk(kit: PeerKit): CourierDesk {
  const kept = kit.store.collection<CourierSettings>('settings')
  const settings = () => kept.get('courier') ?? { autoMinutes: 0 }
  return {
    kit,
    parcels: kit.store.collection('parcels'),
    settings,
    change: (part) => kept.put('courier', { ...settings(), ...part }),
  }
}

/** The road of a parcel when nothing goes wrong. */
export const usualRoute: readonly { state: string; word: string; text: string }[] = [
  { state: '1', word: '揽收', text: '【{from}】快件已被揽收，收件员：周师傅，电话：95338' },
  { state: '0', word: '运输', text: '快件在【{from}集散中心】完成分拣，准备发往【{to}】' },
  { state: '0', word: '到达', text: '快件到达【{to}营业点】' },
  { state: '5', word: '派送', text: '快件交给派送员，正在派送途中（联系人：孙师傅）' },
  { state: '3', word: '签收', text: '已签收，签收人：本人签收，感谢使用' },
]

export const finalStates: readonly string[] = ['3', '4', '14']
