import type { OutputOf } from '@xietong/domain/kernel/operation'
import { ok } from '@xietong/domain/kernel/result'
import { MINUTE_MS, shanghaiDay } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/orders/dashboard-contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import type { Db } from '../../runtime/database'
import { readSettings } from '../settings'
import { lowStock } from '../stock'
import { figureOfDay, recentFigures, recentFiguresOf } from './day-figures'
import {
  type DayFigure,
  type Dealers,
  openOrders,
  ordersByHour,
  storedSnapshot,
  storeSnapshot,
} from './figure-store'

type Dashboard = OutputOf<typeof op.getDashboard>

const FRESH_MS = MINUTE_MS

/**
 * AD-014 to AD-016. One snapshot serves everybody for a minute; asking for fresh figures makes a
 * new one. Finished days come from the rollup, so that the cost does not grow with history. Who has
 * a limited data scope gets figures of its dealers alone, equal to the totals of its lists.
 */
export const getDashboard = answer(op.getDashboard, async (ctx, input) => {
  const dealers = await dealersInScope(ctx, ctx.db)
  const today = shanghaiDay(ctx.now)
  if (dealers !== null) {
    return ok({ at: ctx.now.toISOString(), ...(await computeDashboard(ctx.db, today, dealers)) })
  }
  const snapshot = input.refresh ? null : await storedSnapshot<Omit<Dashboard, 'at'>>(ctx.db)
  const age = snapshot ? ctx.now.getTime() - snapshot.at.getTime() : Number.POSITIVE_INFINITY
  if (snapshot && age >= 0 && age < FRESH_MS) {
    return ok({ at: snapshot.at.toISOString(), ...snapshot.value })
  }
  const value = await computeDashboard(ctx.db, today, null)
  await storeSnapshot(ctx.db, ctx.now, value)
  return ok({ at: ctx.now.toISOString(), ...value })
})

async function computeDashboard(
  db: Db,
  today: string,
  dealers: Dealers,
): Promise<Omit<Dashboard, 'at'>> {
  const { stockWarnAt } = await readSettings(db)
  const [open, now, past, hourly, low] = await Promise.all([
    openOrders(db, today, dealers),
    figureOfDay(db, today, dealers),
    dealers === null ? recentFigures(db, today) : recentFiguresOf(db, today, dealers),
    ordersByHour(db, today, dealers),
    // The central warehouse is head office's own.
    dealers === null ? lowStock(db, { warnAt: stockWarnAt, limit: 10 }) : [],
  ])
  const figure = (key: Exclude<keyof DayFigure, 'day'>) => ({
    value: now[key],
    yesterday: past.at(-1)?.[key] ?? 0,
    days: past.map((day) => day[key]),
  })
  return {
    unpaid: open.unpaid,
    toShip: open.toShip,
    toDispatch: open.toDispatch,
    inReview: open.inReview,
    members: figure('members'),
    newMembers: figure('new_members'),
    buyersToday: figure('buyers'),
    ordersToday: figure('orders'),
    cashTodayFen: figure('cash_fen'),
    storedValueTodayFen: figure('stored_value_fen'),
    flow: {
      unpaid: open.unpaid,
      toDispatch: open.toDispatch,
      toShip: Math.max(0, open.toShip - open.toDispatch),
      moving: open.moving,
      signedToday: open.signedToday,
    },
    hourly,
    lowStock: low,
  }
}
