import type { Collection } from '../../core/journal'
import type { Message, PeerKit } from '../../core/peer'
import type { AppName, Person } from '../../seed/people'
import { appNames } from '../../seed/people'

export interface Token {
  value: string
  app: AppName
  issuedAt: string
  expiresAt: string
}

export interface ForcedRefresh {
  day: string
  count: number
  lastAt: string
}

export interface Code {
  value: string
  kind: 'login' | 'phone'
  app: AppName
  personId: string
  expiresAt: string
  used: boolean
}

export interface SubscribeTemplate {
  id: string
  app: AppName
  title: string
  /** Field names carry their type, for example thing1, amount2, time3. */
  fields: string[]
  /** The text as the user reads it, with {{thing1.DATA}}. */
  content: string
}

/** A report of shipping for one payment (IN-035). */
export interface ShippingReport {
  transactionId: string
  orderState: 1 | 2 | 3 | 4 | 5 | 6
  logisticsType: number
  deliveryMode: number
  isAllDelivered: boolean
  uploads: number
  reshipUsed: boolean
  lastUploadTime: string
  shippingList: unknown[]
  finished: boolean
  receivedAt: string
}

export interface CodePicture {
  id: string
  at: string
  app: AppName
  scene: string
  page: string
}

export type Choice = 'accept' | 'reject' | 'ban'

export interface WechatDesk {
  kit: PeerKit
  tokens: Collection<Token>
  forced: Collection<ForcedRefresh>
  codes: Collection<Code>
  consents: Collection<number>
  /** How often a person accepted, rejected and was shut out of a template (IN-030). */
  choices: Collection<Record<Choice, number>>
  templates: Collection<SubscribeTemplate>
  messages: Collection<Message>
  reports: Collection<ShippingReport>
  pictures: Collection<CodePicture>
  settings: Collection<unknown>
}

export function openWechatDesk(kit: PeerKit): WechatDesk {
  const { store } = kit
  return {
    kit,
    tokens: store.collection('tokens'),
    forced: store.collection('forced-refreshes'),
    codes: store.collection('codes'),
    consents: store.collection('consents'),
    choices: store.collection('choices'),
    templates: store.collection('templates'),
    messages: store.collection('messages'),
    reports: store.collection('shipping'),
    pictures: store.collection('code-pictures'),
    settings: store.collection('settings'),
  }
}

export const appByAppid = (desk: WechatDesk, appid: string): AppName | undefined =>
  appNames.find((name) => desk.kit.keys.apps[name].appid === appid)

export const consentKey = (openid: string, templateId: string): string => `${openid}/${templateId}`

export function personOf(desk: WechatDesk, id: string): Person | undefined {
  return desk.kit.world.person(id)
}

/** An answer that is not errcode 0; written as JSON with HTTP 200, as WeChat does. */
export class WechatRefusal extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message)
  }
}
