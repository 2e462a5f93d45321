import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import type { Ctx } from '../../runtime/context'
import { selectLastChange } from './last-change-store'

/**
 * AD-010: the record has moved on since its editor read it. Names who changed it and when, from the
 * operation log; nothing is written.
 */
export async function refuseStale(
  ctx: Pick<Ctx, 'tx'>,
  record: { readonly kind: string; readonly id: string },
): Promise<Refusal<'VERSION_CONFLICT'>> {
  const change = await selectLastChange(ctx.tx, record)
  const at = change?.at ?? null
  return refuse('VERSION_CONFLICT', {
    by: change?.by ?? '其他人',
    when: at ? `${shanghaiDay(at)} ${shanghaiTime(at)}` : '刚才',
    at: at?.toISOString() ?? null,
  })
}
