import { Hono } from 'hono'
import type { Keys } from '../keys'
import type { Person } from '../seed/people'
import type { CallLog } from './call-log'
import type { Clock } from './clock'
import type { Deliveries, DeliveryRules } from './deliveries'
import type { Fault, Faults } from './faults'
import type { Store } from './journal'
import type { Json } from './json'

export type PeerName =
  | 'wechat'
  | 'wechat-pay'
  | 'sms'
  | 'kuaidi100'
  | 'map'
  | 'sandpay'
  | 'alipay'
  | 'wecom'
  | 'storage'
  | 'invoice'
  | 'switch'
  | 'mail'

/** What the middleware in front of every peer leaves for its handlers. */
export interface PeerVariables {
  raw: string
  /** The path as the peer knows it, without the sandbox's prefix, with the query. */
  target: string
  trace: string
  /** Set by the handler: the business key shown in the call log. */
  key: string
  badSignature: Fault | undefined
  skewMs: number
}
export type PeerEnv = { Variables: PeerVariables }
export type PeerApp = Hono<PeerEnv>

export const newPeerApp = (): PeerApp => new Hono<PeerEnv>()

/** The tools one peer works with; everything in them belongs to this peer alone. */
export interface PeerKit {
  name: PeerName
  /** Folder of the peer's own files, beside its journal. */
  dataDir: string
  store: Store
  clock: Clock
  faults: Faults
  log: CallLog
  keys: Keys
  deliveries: Deliveries
  world: World
}

/** What the peers share: the people who use them, and where callbacks without own address go. */
export interface World {
  people: () => Person[]
  person: (id: string) => Person | undefined
  personByOpenid: (openid: string) => { person: Person; app: string } | undefined
  addPerson: (person: Person) => Promise<void>
  /** Set by the WeChat Pay peer: the platform looks payments up when shipping is reported. */
  payments: PaymentLookup
  hookUrl: (path: string) => string
  baseUrl: () => string
}

export interface KnownPayment {
  mchid: string
  outTradeNo: string
  transactionId: string
  appid: string
  openid: string
  description: string
  totalFen: number
  paidAt: string
  refunded: boolean
}

export interface PaymentLookup {
  byNumber: (mchid: string, outTradeNo: string) => KnownPayment | undefined
  byTransaction: (transactionId: string) => KnownPayment | undefined
}

export interface Message {
  id: string
  at: string
  /** 短信, 订阅消息, 电子面单 … as the page shows it. */
  kind: string
  to: string
  text: string
  detail: Json
}

/** One outside peer: its protocol, its scripted user actions and its visible outbox. */
export interface Peer {
  name: PeerName
  title: string
  app: PeerApp
  errorBody(code: string, message: string, status: number): { status: number; body: string }
  act(action: string, body: Json): Promise<unknown>
  outbox(): Message[]
  summary(): Json
  /** Puts what the peer knows from the beginning; called at the first start and after a reset. */
  seed?(): void
  /** Opens what the peer listens on besides HTTP; awaited before anybody is told its address. */
  ready?(): Promise<void>
  /** Ends what the peer holds open besides its store. */
  close?(): void
  /** Called several times a second; things that happen by themselves when time passes. */
  tick?(): void
}

export interface PeerPlan {
  name: PeerName
  rules(kit: PeerKit): DeliveryRules
  open(kit: PeerKit): Peer
}

/** Refusal of a control call; becomes 400 with the sentence. */
export class ControlRefusal extends Error {}

export const refuseControl = (message: string): never => {
  throw new ControlRefusal(message)
}
