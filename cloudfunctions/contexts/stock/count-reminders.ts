import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { answer } from '../../runtime/context'
import type { Questions } from '../../runtime/questions'
import { readSettings } from '../settings'
import { type ItemKind, selectReminders, selectShort } from './reminder-store'

const kinds: readonly ItemKind[] = ['goods', 'package', 'physical-card', 'e-card']
const none = { low: 0, soldOut: 0, onShelf: 0, offShelf: 0 }

/** AD-017. Each figure is the total of the list that it opens. */
export const countReminders = answer(op.countReminders, async (ctx) => {
  const { stockWarnAt } = await readSettings(ctx.db)
  const found = await selectReminders(ctx.db, stockWarnAt)
  return ok({
    rows: kinds.map((kind) => found.find((row) => row.kind === kind) ?? { kind, ...none }),
  })
})

export const itemsShort: Questions['itemsShort'] = async (reader, wanted, stock) => {
  const { stockWarnAt } = await readSettings(reader)
  return selectShort(reader, { kinds: wanted, stock, warnAt: stockWarnAt })
}
