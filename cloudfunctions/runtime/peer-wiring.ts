import { filesSenders, wechatEvent } from '../contexts/files'
import { fulfilmentSenders, kuaidiPush } from '../contexts/fulfilment'
import { smsReport } from '../contexts/notify'
import { ordersSenders } from '../contexts/orders'
import { paymentsSenders, wechatPayNotice } from '../contexts/payments'
import { registerCallbacks, registerSenders } from '../contexts/peers'

/**
 * Which code sends an outbox message and which processes a callback. Named here, because `peers` is
 * below every context and may import none of them.
 */
export function wirePeers(): void {
  registerSenders({ ...paymentsSenders, ...fulfilmentSenders, ...ordersSenders, ...filesSenders })
  registerCallbacks({
    'wechat-pay/notify': wechatPayNotice,
    'sms/report': smsReport,
    'kuaidi100/track': kuaidiPush,
    'wechat/event': wechatEvent,
  })
}
