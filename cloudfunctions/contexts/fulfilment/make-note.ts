import { noteNumber, regionOf, summaryOf } from '@xietong/domain/fulfilment/notes'
import { noteSettlement, unitSettlement } from '@xietong/domain/fulfilment/settlement'
import { type Fen, ZERO } from '@xietong/domain/kernel/money'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import type { Ctx } from '../../runtime/context'
import type { OrderForDispatch } from '../orders'
import { skuFacts } from '../stock'
import { type OpenOrderLine, openLines } from './needs'
import { insertNote, type Note, type NoteLine, nextNoteSequence } from './note-store'
import type { ShippingParty } from './shipping-party'

/**
 * A note's lines with what the store will be paid per unit, frozen at this moment (AD-117, AD-248).
 */
async function noteLines(
  ctx: Ctx,
  order: OrderForDispatch,
  party: ShippingParty,
): Promise<NoteLine[]> {
  const lines = openLines(order)
  const skuIds = lines.flatMap(({ contents }) => contents.map(({ skuId }) => skuId))
  const facts = await skuFacts(ctx.tx, [...new Set(skuIds)])
  const retailOf = (skuId: string): Fen => facts.get(skuId)?.retailFen ?? ZERO
  return lines.map((line) => ({
    lineId: line.id,
    name: line.name,
    picture: line.picture,
    quantity: line.open,
    unitSettlementFen:
      party.dealerId === null ? ZERO : settlementOf(line, retailOf, party.discount),
    unitSubsidyFen: party.dealerId === null ? ZERO : line.subsidyFen,
    contents: line.contents.map(({ skuId, name, spec, quantity }) => ({
      skuId,
      label: `${name} ${spec}`,
      quantity,
    })),
  }))
}

function settlementOf(
  line: OpenOrderLine,
  retailOf: (skuId: string) => Fen,
  discount: number,
): Fen {
  const contents = line.contents.map(({ skuId, quantity }) => ({
    skuId,
    quantity,
    retailFen: retailOf(skuId),
  }))
  return unitSettlement(contents, discount)
}

/** Creates the shipping note of everything that an order still has to send. */
export async function makeNote(
  ctx: Ctx,
  order: OrderForDispatch,
  party: ShippingParty,
  byName: string,
): Promise<Note> {
  const lines = await noteLines(ctx, order, party)
  const settlement = noteSettlement(lines)
  const note: Note = {
    id: ctx.newId(),
    noteNo: await newNoteNumber(ctx),
    orderId: order.id,
    orderNo: order.orderNo,
    orderType: order.type,
    cardKind: order.cardKind,
    state: 'to-ship',
    dealerId: party.dealerId,
    orderDealerId: order.dealerId,
    shipper: party.name,
    warehouseId: party.warehouseId,
    recipient: order.address?.name ?? '',
    region: order.address ? regionOf(order.address) : '',
    itemSummary: summaryOf(lines),
    vip: order.vip,
    wantedOn: order.wantedOn,
    goodsSettlementFen: settlement.goodsFen,
    subsidyFen: settlement.subsidyFen,
    dispatchedBy: byName,
    createdAt: ctx.now,
    shippedAt: null,
  }
  await insertNote(ctx.tx, note, lines)
  return note
}

export async function newNoteNumber(ctx: Ctx): Promise<string> {
  return noteNumber(shanghaiDay(ctx.now), await nextNoteSequence(ctx.tx))
}
