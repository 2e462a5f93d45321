import type { Channel } from '@xietong/domain/notify/delivery'
import type { Deps } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { channelRows } from './consent-store'

export interface ChannelState {
  readonly channel: Channel
  readonly on: boolean
  readonly reason: string
}

/** NT-002: on, or off with the reason: a person's, or that nothing is there to send with. */
export async function channelStates(deps: Deps, reader: Reader): Promise<ChannelState[]> {
  const { robot, wecom, email } = deps.ports
  const missing: Partial<Record<Channel, string | null>> = {
    robot: robot.off,
    wecom: wecom.off,
    email: email.off,
  }
  const rows = await channelRows(reader)
  return rows.map(({ channel, is_on, reason }) => {
    const off = is_on ? (missing[channel] ?? null) : reason
    return { channel, on: off === null, reason: off ?? '' }
  })
}

/** Why a channel cannot be used now, or null. */
export async function whyOff(deps: Deps, channel: Channel): Promise<string | null> {
  const state = (await channelStates(deps, deps.db)).find((one) => one.channel === channel)
  return state === undefined || state.on ? null : state.reason
}
