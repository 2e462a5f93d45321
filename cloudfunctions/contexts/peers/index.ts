export type { Alarm } from './alarm'
export { alarmOfFlood } from './alarm-of-flood'
export { takeUntoldAlarms } from './alarm-store'
export { flushCalls, recordCall } from './call-log'
export {
  type CallbackAnswer,
  type CallbackProcessor,
  registerCallbacks,
  type StoredCallback,
  type Verdict,
} from './callbacks'
export { drainOutbox, finishPeers, sendSoon } from './drain-outbox'
export { markCallback } from './inbox-store'
export { writeOutbox } from './outbox-store'
export { raiseAlarm } from './raise-alarm'
export { type ArrivedCallback, receiveCallback } from './receive-callback'
export { reprocessInbox } from './reprocess-inbox'
export {
  type Payload,
  type QueryAnswer,
  registerSenders,
  type Send,
  type Sender,
  type SentMessage,
} from './senders'
export { createTokenStore, type TokenStore } from './token-store'
export { currentTrace } from './trace-scope'
