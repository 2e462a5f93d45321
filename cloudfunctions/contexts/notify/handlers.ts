import type { Handler } from '../../runtime/context'
import { listChannels, switchChannel } from './channels'
import { listTemplates, recordConsent } from './consents'
import { listDeliveries } from './list-deliveries'
import { countUnread, listMessages } from './list-messages'
import { markAllRead, markMessage } from './mark-message'

export const notifyHandlers: Handler[] = [
  listMessages,
  countUnread,
  markMessage,
  markAllRead,
  listTemplates,
  recordConsent,
  listDeliveries,
  listChannels,
  switchChannel,
]
