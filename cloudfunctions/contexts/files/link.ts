import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'

const LIFE_MS = 10 * MINUTE_MS

const sign = (deps: Pick<Deps, 'config'>, id: string, until: string) =>
  createHmac('sha256', deps.config.SESSION_PEPPER).update(`file|${id}|${until}`).digest('base64url')

/** IN-120: an address of a private file that works for ten minutes. */
export function privateLink(deps: Deps, id: string): { url: string; until: string } {
  const until = plusMs(deps.now(), LIFE_MS)
  const stored = deps.ports.files.getLink(id, until)
  const at = String(until.getTime())
  const own = `/files/${id}?until=${at}&sign=${sign(deps, id, at)}`
  return { url: stored ?? own, until: until.toISOString() }
}

/** Whether an address of our own is rightly signed and not over. */
export function isGoodLink(
  deps: Pick<Deps, 'config' | 'now'>,
  id: string,
  link: { until: string; sign: string },
): boolean {
  const wanted = Buffer.from(sign(deps, id, link.until))
  const given = Buffer.from(link.sign)
  const right = given.length === wanted.length && timingSafeEqual(given, wanted)
  return right && Number(link.until) > deps.now().getTime()
}
