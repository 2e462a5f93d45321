import type { WechatPayPort } from '../../cloudfunctions/contexts/payments/port'
import { receiveCallback } from '../../cloudfunctions/contexts/peers'
import type { Rig } from '../rig/rig'
import type { Signed } from './scene'

/** Headers as a server sees them. */
export const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** The product's own inbox and processing, with another client of WeChat Pay: for planted bugs. */
export function deliverWith(rig: Rig, wechatPay: WechatPayPort) {
  const deps = { ...rig.deps, ports: { ...rig.deps.ports, wechatPay } }
  return async ({ headers, body }: Signed): Promise<number> => {
    const { status } = await receiveCallback(deps, {
      peer: 'wechat-pay',
      kind: 'notify',
      headers: lower(headers),
      body,
      address: '127.0.0.1',
    })
    return status
  }
}
