import type { App } from '@xietong/domain/kernel/operation'
import type { PeerAnswer } from '../../runtime/ports'

export type Program = Exclude<App, 'console'>

export interface WechatIdentity {
  readonly openId: string
  readonly unionId: string | null
}
export interface ShippingReport {
  readonly outTradeNo: string
  readonly logisticsType: 1 | 2 | 3 | 4
  readonly deliveryMode: 1 | 2
  readonly allDelivered: boolean
  readonly items: readonly {
    readonly trackingNo?: string
    readonly carrier?: string
    readonly description: string
    readonly receiverPhone?: string
  }[]
  readonly uploadedAt: Date
  readonly payerOpenId: string
}
/** What WeChat says of words and pictures: show, let a person look, hide. */
export type Suggestion = 'pass' | 'review' | 'risky'
/** Where it will stand: a profile, or a comment that others read. */
export type CheckScene = 'profile' | 'comment'
/** The answer to a picture check; no suggestion when WeChat could not look at it. */
export interface PictureVerdict {
  readonly checkNo: string
  readonly suggestion: Suggestion | null
}
export type EventReading =
  | { readonly ok: true; readonly verdict: PictureVerdict | null }
  | { readonly ok: false; readonly reason: 'bad-signature' | 'bad-content' }

export interface WechatPort {
  appId(program: Program): string
  /** IN-022: the session_key is dropped inside the client. */
  signIn(program: Program, code: string): Promise<PeerAnswer<WechatIdentity>>
  /** IN-023. */
  phoneNumber(program: Program, code: string): Promise<PeerAnswer<{ phone: string }>>
  /** IN-031. */
  sendSubscription(request: {
    readonly program: Program
    readonly openId: string
    readonly templateId: string
    readonly page: string
    readonly data: Readonly<Record<string, string>>
  }): Promise<PeerAnswer<null>>
  /** The templates of a program's account: id → names of its fields (NT-021). */
  messageTemplates(program: Program): Promise<PeerAnswer<ReadonlyMap<string, readonly string[]>>>
  /** IN-035. */
  reportShipping(program: Program, report: ShippingReport): Promise<PeerAnswer<null>>
  /** IN-036: tracking numbers that WeChat knows of a paid order; asked after an unknown report. */
  reportedParcels(program: Program, outTradeNo: string): Promise<PeerAnswer<string[]>>
  /** Picture of a mini-program code for a scene of at most 32 characters. */
  miniProgramCode(program: Program, scene: string, page: string): Promise<PeerAnswer<Uint8Array>>
  /** Words of a person that others will read; at most 2,500 characters. */
  checkText(
    program: Program,
    words: { readonly openId: string; readonly scene: CheckScene; readonly text: string },
  ): Promise<PeerAnswer<{ suggestion: Suggestion }>>
  /** A picture by an address that WeChat can fetch; the answer comes as an event. */
  checkPicture(
    program: Program,
    picture: { readonly openId: string; readonly url: string },
  ): Promise<PeerAnswer<{ checkNo: string }>>
  /** Verifies and opens an event that WeChat pushed; the query carries the signature. */
  readEvent(query: string, body: string): EventReading
  /** What WeChat wants back when the address of events is set; null when it is not WeChat. */
  echo(query: string): string | null
}
/** Null when the channel can be used; else why not, in words for the console (NT-002). */
export type WhyOff = string | null

export interface RobotPort {
  readonly off: WhyOff
  /** Markdown of at most 4,096 bytes to the group of the robot (NT-060). */
  send(request: { readonly markdown: string }): Promise<PeerAnswer<null>>
}
export interface WecomPort {
  readonly off: WhyOff
  /** A text to the colleague with this mobile number; the same words within 4 h arrive once. */
  send(request: { readonly phone: string; readonly text: string }): Promise<PeerAnswer<null>>
}
export interface EmailPort {
  readonly off: WhyOff
  /** Where alarms go. */
  readonly alarmAddress: string
  send(request: {
    readonly to: string
    readonly subject: string
    readonly text: string
    readonly messageKey: string
  }): Promise<PeerAnswer<null>>
}
export interface SmsPort {
  /** IN-060. `sessionContext` is the message key; the serial number comes back. */
  send(request: {
    readonly phone: string
    readonly template: 'code' | 'dispatched' | 'shipped'
    readonly parameters: readonly string[]
    readonly messageKey: string
  }): Promise<PeerAnswer<{ serialNo: string }>>
}
