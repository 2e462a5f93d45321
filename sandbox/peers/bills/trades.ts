import { shanghaiDay } from '../../core/clock'
import type { Collection } from '../../core/journal'
import { type Json, listOf, numberOf, recordOf, textOf } from '../../core/json'
import { type PeerKit, refuseControl } from '../../core/peer'
import type { LineEdit } from './lines'

/** A trade of a peer that the product does not drive yet, entered by hand or by a test. */
export interface Trade {
  no: string
  peerNo: string
  kind: 'pay' | 'refund'
  fen: number
  feeFen: number
  title: string
  at: string
}

export interface DayEdit extends LineEdit {
  state: 'ready' | 'creating' | 'none'
}

export interface TradeDesk {
  kit: PeerKit
  trades: Collection<Trade>
  edits: Collection<DayEdit>
  links: Collection<{ day: string; until: string }>
}

export function openTradeDesk(kit: PeerKit): TradeDesk {
  return {
    kit,
    trades: kit.store.collection('trades'),
    edits: kit.store.collection('edits'),
    links: kit.store.collection('links'),
  }
}

export function dayTrades(desk: TradeDesk, day: string): Trade[] {
  return desk.trades
    .all()
    .filter((trade) => shanghaiDay(new Date(trade.at)) === day)
    .sort((a, b) => a.at.localeCompare(b.at))
}

export async function tradeAct(desk: TradeDesk, action: string, body: Json): Promise<unknown> {
  if (action === 'trade') return addTrade(desk, body)
  if (action === 'bill-edit') return editDay(desk, body)
  return refuseControl(`没有这个动作：${action}`)
}

function addTrade(desk: TradeDesk, body: Json): Trade {
  const fen = numberOf(body.totalFen, 0)
  if (!Number.isSafeInteger(fen) || fen <= 0) return refuseControl('totalFen 为大于零的整数')
  const trade: Trade = {
    no: textOf(body.no),
    peerNo: textOf(body.peerNo, `${desk.trades.size() + 1}`.padStart(20, '2')),
    kind: body.kind === 'refund' ? 'refund' : 'pay',
    fen,
    feeFen: numberOf(body.feeFen, Math.round((fen * 6) / 1000)),
    title: textOf(body.title, '蟹礼'),
    at: textOf(body.at, desk.kit.clock.now().toISOString()),
  }
  desk.trades.put(`${trade.kind}/${trade.no}`, trade)
  return trade
}

function editDay(desk: TradeDesk, body: Json): DayEdit {
  const state = textOf(body.state, 'ready')
  if (state !== 'ready' && state !== 'creating' && state !== 'none') {
    return refuseControl('state: ready、creating 或 none')
  }
  const edit: DayEdit = {
    state,
    drop: listOf(body.drop).map((key) => textOf(key)),
    alter: listOf(body.alter).map((one) => {
      const change = recordOf(one)
      return { key: textOf(change.key), set: recordOf(change.set) }
    }),
    add: listOf(body.add).map(recordOf),
  }
  desk.edits.put(textOf(body.date), edit)
  return edit
}
