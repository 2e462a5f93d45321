import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { count, flag, id, instant, list, object, oneOf, text, z } from '../kernel/schema'
import { balanceExport, movementExport } from './exports'

const signed = z.number().int().min(-10_000_000).max(10_000_000)
const warehouseKind = oneOf(['central', 'store'])

export const listWarehouses = query('stock.listWarehouses', {
  title: '仓库列表',
  may: { console: 'stock.read' },
  input: {},
  output: object({
    rows: list(object({ id, name: text(60), kind: warehouseKind, dealerId: id.nullable() }), 1_000),
  }),
  refusals: [],
})
/**
 * On hand, reserved and available per warehouse and sku; `low` only those at their warning level.
 */
export const listBalances = query('stock.listBalances', {
  title: '库存余额',
  may: { console: 'stock.read' },
  input: listInput({ warehouseId: id, keyword: text(60), low: flag }, [
    'code',
    '-code',
    'available',
    '-available',
  ]),
  output: listOutput(
    object({
      id: text(80),
      warehouseId: id,
      warehouseName: text(60),
      skuId: id,
      code: text(40),
      name: text(60),
      spec: text(60),
      onHand: count(1_000_000_000),
      reserved: count(1_000_000_000),
      available: count(1_000_000_000),
      warnAt: count(1_000_000),
    }),
  ),
  exports: balanceExport,
  refusals: [],
})
/**
 * Books a counted or received quantity as a movement with a reason. Below what is reserved only
 * with `takePromised`: the newest orders lose their goods and wait as 缺货待处理 (AD-267).
 */
export const adjustStock = command('stock.adjustStock', {
  title: '库存调整',
  may: { console: 'stock.adjust' },
  input: {
    warehouseId: id.meta({ title: '仓库' }),
    lines: list(object({ skuId: id, change: signed }), 100, 1).meta({ title: '调整明细' }),
    reason: text(100).meta({ title: '原因' }),
    takePromised: flag.default(false).meta({ title: '实物不足，允许低于已预留' }),
  },
  output: object({ shortDocuments: count(1e6) }),
  refusals: ['STOCK_NEGATIVE'],
})
export const listMovements = query('stock.listMovements', {
  title: '库存流水',
  may: { console: 'stock.read' },
  input: listInput(
    { warehouseId: id, skuId: id, documentNo: text(40), from: instant, to: instant },
    ['-at', 'at'],
  ),
  output: listOutput(
    object({
      id,
      at: instant,
      warehouseName: text(60),
      code: text(40),
      name: text(60),
      kind: text(30),
      change: signed,
      onHandAfter: count(1_000_000_000),
      documentNo: text(40).nullable(),
      reason: text(100).nullable(),
    }),
  ),
  exports: movementExport,
  refusals: [],
})

const reminder = count(1_000_000)
/**
 * AD-017: how many goods, packages and cards are low, sold out, on and off shelf; drafts are none
 * of these. Low is above 0 and at or below the warning level.
 */
export const countReminders = query('stock.countReminders', {
  title: '库存提醒',
  may: { console: 'dashboard.read' },
  input: {},
  output: object({
    rows: list(
      object({
        kind: oneOf(['goods', 'package', 'physical-card', 'e-card']),
        low: reminder,
        soldOut: reminder,
        onShelf: reminder,
        offShelf: reminder,
      }),
      4,
    ),
  }),
  refusals: [],
})
