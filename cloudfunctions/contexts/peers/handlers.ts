import type { Handler } from '../../runtime/context'
import { listAlarms } from './list-alarms'
import { listCalls } from './list-calls'
import { listInbox } from './list-inbox'
import { listOutbox } from './list-outbox'
import { replayCallback } from './replay-callback'
import { resendMessage } from './resend-message'

export const peersHandlers: Handler[] = [
  listOutbox,
  listInbox,
  listCalls,
  listAlarms,
  replayCallback,
  resendMessage,
]
