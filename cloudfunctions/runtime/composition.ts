import { createBreaker } from '../adapters/breaker'
import { createEmailClient } from '../adapters/email'
import { createTrackingClient } from '../adapters/kuaidi100'
import { createSmsClient } from '../adapters/sms'
import { createMapClient } from '../adapters/tencent-map'
import { createWechatClient } from '../adapters/wechat'
import { createWechatPayClient } from '../adapters/wechat-pay'
import { createWecomClient } from '../adapters/wecom'
import { createRobotClient } from '../adapters/wecom-robot'
import { printedCardStock } from '../contexts/cards'
import { loadDealerActor, personsOfDealer } from '../contexts/channel'
import type { FileStorePort } from '../contexts/files/port'
import {
  forgetLocation,
  notesOfOrder,
  parcelsOfOrder,
  reduceNote,
  sendAgain,
  shippingStore,
} from '../contexts/fulfilment'
import { loadConsoleActor, loadSession, personsOfAccounts, recordAudit } from '../contexts/identity'
import {
  type ActingMember,
  actingMember,
  followAvatar,
  lowestLevelDiscount,
  memberActor,
  membersOfDealers,
  personsOfMembers,
} from '../contexts/members'
import { recordEvents } from '../contexts/notify'
import {
  followPicture,
  followRefund,
  markMissing,
  purchasesOf,
  recordStatus,
  refundOrder,
  settleOrder,
} from '../contexts/orders'
import { personsOfEmployees } from '../contexts/organisation'
import { alarmOfFlood, recordCall, sendSoon, writeOutbox } from '../contexts/peers'
import {
  dealersOfSalesperson,
  dealersOfScope,
  loadSalesActor,
  salespeopleOf,
  scopeNames,
} from '../contexts/sales'
import {
  availability,
  ensureCentralBalances,
  ensureStoreWarehouse,
  itemsShort,
  lockQuotaTaken,
  quotaLeft,
  setQuota,
} from '../contexts/stock'
import type { Actor } from './actor'
import type { Config } from './config'
import type { BusinessEvent, Deps, EventRecipient } from './context'
import type { Db, Reader } from './database'
import { collectHandlers } from './handlers'
import type { Log } from './log'
import { wirePeers } from './peer-wiring'
import type { Ports } from './ports'
import type { Questions, ResolvedRecipient } from './questions'
import type { Reactions } from './reactions'
import type { CommandRecord, Recorder, RefusalRecord } from './recorder'
import { cryptoRandom, uuidV7 } from './request-hash'
import type { Pipeline } from './run-operation'

export interface Foundation {
  readonly config: Config
  readonly db: Db
  readonly log: Log
  readonly files: FileStorePort
  now(): Date
}

/** What must commit with its cause; wired here because the caller may not import the listener. */
const reactions: Reactions = {
  'payment.settled': [settleOrder],
  'refund.done': [refundOrder],
  'refund.replaced': [followRefund],
  'order.resent': [sendAgain],
  'order.reduced': [reduceNote],
  'stock.missing': [markMissing],
  'sms.flooded': [alarmOfFlood],
  'dealer.saved': [ensureStoreWarehouse],
  'order.addressChanged': [forgetLocation],
  'file.judged': [followPicture, followAvatar],
  'goods.saved': [ensureCentralBalances],
  'listing.saved': [setQuota],
}

async function recipients(
  reader: Reader,
  to: readonly EventRecipient[],
): Promise<ResolvedRecipient[]> {
  const ids = (kind: EventRecipient['kind']) =>
    to.flatMap((recipient) => (recipient.kind === kind && 'id' in recipient ? [recipient.id] : []))
  const permissions = to.flatMap((one) => (one.kind === 'permission' ? [one.code] : []))
  const found = await Promise.all([
    personsOfMembers(reader, ids('member')),
    Promise.all(
      to.flatMap((one) => (one.kind === 'dealer' ? [personsOfDealer(reader, one)] : [])),
    ).then((lists) => lists.flat()),
    personsOfEmployees(reader, ids('employee')),
    personsOfAccounts(reader, { accountIds: ids('account'), permissions }),
  ])
  return found.flat()
}

const questions: Questions = {
  lowestLevelDiscount,
  skuAvailability: (reader, skuIds) => availability(reader, skuIds),
  quotaLeft,
  lockQuotaTaken,
  printedCardStock,
  itemsShort,
  parcelsOfOrder,
  notesOfOrder,
  shippingStore,
  recipients,
  recordStatus,
  dealersOfScope,
  scopeNames,
  membersOfDealers,
  salespeopleOf,
  dealersOfSalesperson,
  purchasesOf,
}

const recorder: Recorder = {
  async record(tx, record: CommandRecord, along) {
    await recordAudit(tx, [auditOf(record)], along)
    if (record.gathered.events.length > 0) {
      await recordEvents(tx, eventsOf(record))
    }
    return record.gathered.messages.length > 0
      ? writeOutbox(tx, {
          messages: record.gathered.messages,
          now: record.ctx.now,
          newId: record.ctx.newId,
        })
      : []
  },
  async recordRefusal(deps, record: RefusalRecord) {
    await recordAudit(deps.db, [
      {
        id: deps.newId(),
        at: deps.now(),
        actor: record.actor,
        operation: record.operation,
        title: record.title,
        requestId: null,
        address: record.address,
        outcome: 'refused',
        code: record.code,
        detail: { objectKind: 'operation', objectId: record.code },
      },
    ])
  },
  sendSoon,
}

function auditOf(record: CommandRecord) {
  const { actor, operation, title, requestId, address, code, gathered, ctx } = record
  return {
    id: ctx.newId(),
    at: ctx.now,
    actor,
    operation,
    title,
    requestId,
    address,
    outcome: code === null ? ('done' as const) : ('refused' as const),
    code,
    detail: gathered.audit,
  }
}

function eventsOf(
  record: CommandRecord,
): { id: string; at: Date; actor: Actor; event: BusinessEvent }[] {
  return record.gathered.events.map((event) => ({
    id: record.ctx.newId(),
    at: record.ctx.now,
    actor: record.actor,
    event,
  }))
}

/**
 * Builds everything once per process: real clients, reactions, questions. No container, no magic.
 */
export function compose(foundation: Foundation): { deps: Deps; pipeline: Pipeline } {
  const { config, db, log, now } = foundation
  wirePeers()
  const newId = () => uuidV7(now())
  const breaker = createBreaker(now)
  const peerTools = { config, log, now, newId, db, breaker, recordCall }
  const ports: Ports = {
    wechat: createWechatClient(peerTools),
    wechatPay: createWechatPayClient(peerTools),
    sms: createSmsClient(peerTools),
    robot: createRobotClient(peerTools),
    wecom: createWecomClient(peerTools),
    email: createEmailClient(peerTools),
    tracking: createTrackingClient(peerTools),
    map: createMapClient(peerTools),
    files: foundation.files,
  }
  const deps: Deps = {
    db,
    config,
    log,
    random: cryptoRandom,
    ports,
    reactions,
    questions,
    recorder,
    now,
    newId,
  }
  const pipeline: Pipeline = {
    deps,
    handlers: collectHandlers(),
    loadActor: (token, address) => loadActor(deps, token, address),
    checkAnswers: config.APP_ENV !== 'production',
  }
  return { deps, pipeline }
}

async function loadActor(deps: Deps, token: string | null, address: string): Promise<Actor> {
  const nobody: Actor = { app: 'anyone', address }
  if (token === null) {
    return nobody
  }
  const session = await loadSession<ActingMember>(deps, token, actingMember)
  if (!session) {
    return nobody
  }
  switch (session.app) {
    case 'member':
      return memberActor(session) ?? nobody
    case 'dealer':
      return (await loadDealerActor(deps.db, session)) ?? nobody
    case 'sales':
      return (await loadSalesActor(deps.db, session)) ?? nobody
    case 'console':
      return (await loadConsoleActor(deps.db, session)) ?? nobody
  }
}
