import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import { keepPrivate } from '../files'

/** Pictures of a case are seen by the buyer and by who handles it, and by nobody else. */
export async function keepEvidence(
  ctx: Ctx,
  pictures: readonly string[],
): Promise<Refusal<'VALIDATION_FAILED'> | null> {
  const kept = await keepPrivate(ctx, { ids: pictures, reader: 'orders.read' })
  return kept ? null : refuse('VALIDATION_FAILED', { fields: '图片没有上传成功，请重新选择' })
}
