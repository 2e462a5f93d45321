export { drainNotify } from './drain-notify'
export { type RecordedEvent, recordEvents } from './event-store'
export { smsReport } from './sms-report'
