import Taro from '@tarojs/taro'
import type { Outgoing, Sent } from '@xietong/client/transport'
import { create } from 'zustand'
import { platform } from '../platform'

/** Whether the phone has a network; pages show a strip while it has none. */
export const useNetwork = create<{ online: boolean }>(() => ({ online: true }))

export function watchNetwork(): void {
  Taro.onNetworkStatusChange(async () => useNetwork.setState({ online: await platform.isOnline() }))
}

/** Sends one request; see the caller package for what the kinds mean. */
export async function send(request: Outgoing): Promise<Sent> {
  if (!(await platform.isOnline())) {
    useNetwork.setState({ online: false })
    return { kind: 'offline' }
  }
  try {
    const answer = await Taro.request({
      url: request.url,
      method: 'POST',
      header: { 'content-type': 'application/json', ...request.headers },
      data: request.body,
      timeout: request.timeoutMs,
    })
    useNetwork.setState({ online: true })
    return { kind: 'answer', status: answer.statusCode, body: answer.data }
  } catch {
    const online = await platform.isOnline()
    useNetwork.setState({ online })
    return { kind: 'lost' }
  }
}
