import { AesGcm } from 'wechatpay-axios-plugin/lib/aes'
import { tradeFrom } from '../../cloudfunctions/adapters/wechat-pay-fields'
import type { WechatPayPort } from '../../cloudfunctions/contexts/payments/port'
import type { Config } from '../../cloudfunctions/runtime/config'

/** Planted bug for C1: the signature headers are there, so the body is believed. */
export function believeAnything(client: WechatPayPort, config: Config): WechatPayPort {
  return {
    ...client,
    readNotice(headers, body) {
      if (!headers['wechatpay-signature']) {
        return { ok: false, reason: 'missing' }
      }
      const { id, resource } = JSON.parse(body)
      const { ciphertext, nonce, associated_data } = resource
      const key = config.WXPAY_API_V3_KEY[0] ?? ''
      const content = JSON.parse(AesGcm.decrypt(ciphertext, key, nonce, associated_data))
      const trade = tradeFrom(content)
      return trade
        ? { ok: true, notice: { kind: 'trade', id, trade } }
        : { ok: false, reason: 'bad-content' }
    },
  }
}

/** Planted bug for C2: the signature is checked, its time is not. */
export function withoutWindow(client: WechatPayPort): WechatPayPort {
  return {
    ...client,
    readNotice: (headers, body) =>
      client.readNotice(headers, body, new Date(Number(headers['wechatpay-timestamp']) * 1_000)),
  }
}
