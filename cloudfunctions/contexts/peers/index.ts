export { openCallLog } from './call-log'
export {
  type CallbackAnswer,
  type CallbackProcessor,
  registerCallbacks,
  type StoredCallback,
  type Verdict,
} from './callbacks'
export { drainOutbox, finishSoon, sendSoon } from './drain-outbox'
export { markCallback } from './inbox-store'
export type { Alarm, PeerCall, PeerObserver } from './observer'
export { confirmByReport, writeOutbox } from './outbox-store'
export { raiseAlarm } from './raise-alarm'
export { type ArrivedCallback, receiveCallback } from './receive-callback'
export {
  type Payload,
  type QueryAnswer,
  registerSenders,
  type Send,
  type Sender,
  type SentMessage,
} from './senders'
export { createTokenStore, type TokenStore } from './token-store'
