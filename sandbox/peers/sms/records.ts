import type { Collection } from '../../core/journal'
import type { PeerKit } from '../../core/peer'

export interface SmsTemplate {
  id: string
  /** With {1}, {2} … as places for the parameters. */
  content: string
  state: 'approved' | 'pending' | 'rejected'
  kind: 'code' | 'notice' | 'marketing'
}

export interface SentSms {
  serialNo: string
  phone: string
  templateId: string
  params: string[]
  text: string
  session: string
  at: string
  receipt: 'none' | 'waiting' | 'delivered' | 'failed'
}

export interface SmsSettings {
  /** What becomes of a message: delivered, failed, or no receipt at all. */
  receipts: 'delivered' | 'failed' | 'none'
  receiptDelayMs: number
  reportUrl: string
  replyUrl: string
  /** Messages left in the package; negative means without end. */
  balance: number
  /** The provider's own limits per number; 0 switches one off. */
  gapSeconds: number
  perHour: number
  perDay: number
  samePerDay: number
}

export interface SmsDesk {
  kit: PeerKit
  templates: Collection<SmsTemplate>
  signs: Collection<{ name: string; state: SmsTemplate['state'] }>
  sent: Collection<SentSms>
  byPhone: Map<string, string[]>
  blacklist: Collection<boolean>
  settings(): SmsSettings
  change(part: Partial<SmsSettings>): void
}

const defaults: SmsSettings = {
  receipts: 'delivered',
  receiptDelayMs: 2_000,
  reportUrl: '',
  replyUrl: '',
  balance: -1,
  gapSeconds: 30,
  perHour: 5,
  perDay: 10,
  samePerDay: 10,
}

export function openSmsDesk(kit: PeerKit): SmsDesk {
  const kept = kit.store.collection<SmsSettings>('settings')
  const settings = () => kept.get('sms') ?? defaults
  const sent = kit.store.collection<SentSms>('sent')
  const byPhone = new Map<string, string[]>()
  for (const sms of sent.all())
    byPhone.set(sms.phone, [...(byPhone.get(sms.phone) ?? []), sms.serialNo])
  return {
    kit,
    templates: kit.store.collection('templates'),
    signs: kit.store.collection('signs'),
    sent,
    byPhone,
    blacklist: kit.store.collection('blacklist'),
    settings,
    change: (part) => kept.put('sms', { ...settings(), ...part }),
  }
}
