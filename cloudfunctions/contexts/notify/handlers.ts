import type { Handler } from '../../runtime/context'
import { countUnread } from './count-unread'
import { getDelivery } from './get-delivery'
import { listChannels } from './list-channels'
import { listDeliveries } from './list-deliveries'
import { listMessages } from './list-messages'
import { listSubscriptions } from './list-subscriptions'
import { listTemplates } from './list-templates'
import { markAllRead } from './mark-all-read'
import { markMessage } from './mark-message'
import { recordConsent } from './record-consent'
import { switchChannel } from './switch-channel'
import { updateSubscription } from './update-subscription'

export const notifyHandlers: Handler[] = [
  listMessages,
  countUnread,
  markMessage,
  markAllRead,
  listTemplates,
  recordConsent,
  listDeliveries,
  getDelivery,
  listChannels,
  switchChannel,
  listSubscriptions,
  updateSubscription,
]
