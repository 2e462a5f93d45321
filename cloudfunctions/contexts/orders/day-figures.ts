import { addDays, dayStart, shanghaiDay } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { countMembers } from '../members'
import {
  type DayFigure,
  type Dealers,
  ordersOfDay,
  storedFigures,
  storeFigure,
} from './figure-store'

/** Figures of one day, computed from the records. */
export async function figureOfDay(
  reader: Reader,
  day: string,
  dealers: Dealers,
): Promise<DayFigure> {
  const among = dealers === null ? {} : { dealerIds: dealers }
  const from = dayStart(day)
  const to = dayStart(addDays(day, 1))
  const orders = await ordersOfDay(reader, day, dealers)
  return {
    day,
    ...orders,
    // No operation of the product spends stored value yet; the ledger's sum joins here when one
    // does.
    stored_value_fen: 0,
    members: await countMembers(reader, { ...among, to }),
    new_members: await countMembers(reader, { ...among, from, to }),
  }
}

/** An unpaid order may close up to 72 hours later (AD-332) and then leaves its day's count. */
const UNSETTLED_DAYS = 4

/** Keeps the figures of finished days, again while their unpaid orders may still close. */
export async function rollFigures(deps: Deps): Promise<void> {
  const today = shanghaiDay(deps.now())
  for (let back = 1; back <= UNSETTLED_DAYS; back++) {
    await storeFigure(deps.db, await figureOfDay(deps.db, addDays(today, -back), null))
  }
}

export const SHOWN_DAYS = 7

const daysBefore = (today: string) =>
  Array.from({ length: SHOWN_DAYS }, (_, index) => addDays(today, index - SHOWN_DAYS))

/** The seven days before today for a limited data scope: nothing is kept, the index is short. */
export function recentFiguresOf(
  reader: Reader,
  today: string,
  dealers: Dealers,
): Promise<DayFigure[]> {
  return Promise.all(daysBefore(today).map((day) => figureOfDay(reader, day, dealers)))
}

/** The seven days before today, oldest first; a day that was never counted is counted now. */
export async function recentFigures(reader: Reader, today: string): Promise<DayFigure[]> {
  const days = daysBefore(today)
  const stored = await storedFigures(reader, days[0] ?? today, today)
  const figures: DayFigure[] = []
  for (const day of days) {
    const figure = stored.get(day) ?? (await figureOfDay(reader, day, null))
    if (!stored.has(day)) {
      await storeFigure(reader, figure)
    }
    figures.push(figure)
  }
  return figures
}
