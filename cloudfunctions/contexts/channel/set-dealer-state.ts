import { setDealerState as declared } from '@xietong/domain/channel/contract'
import { mayBecome } from '@xietong/domain/channel/tree'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { endSessions } from '../identity'
import { lockDealer, selectChildren, updateDealerState } from './dealer-store'
import { workerIds } from './people-store'

/**
 * 暂停, 恢复, 关闭 (AD-035). Closing signs everybody out at once and waits until no open dealer stands
 * below, since those would be left without a way up.
 */
export const setDealerState = perform(declared, async (ctx, { dealerId, state, reason }) => {
  const dealer = await lockDealer(ctx.tx, dealerId)
  if (!dealer || !(await isInScope(ctx, ctx.tx, dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (!mayBecome(dealer.state, state)) {
    return refuse('STATE_CONFLICT')
  }
  if (state === 'closed') {
    const below = await selectChildren(ctx.tx, dealerId)
    const open = below.filter((child) => child.state !== 'closed')
    if (open.length > 0) {
      const names = open.slice(0, 3).map((child) => child.name)
      return refuse('IN_USE', { reason: `还有 ${open.length} 个下级渠道商（${names.join('、')}）` })
    }
    for (const subjectId of await workerIds(ctx.tx, dealerId)) {
      await endSessions(ctx, { app: 'dealer', subjectId })
    }
  }
  await updateDealerState(ctx.tx, dealerId, state)
  ctx.audit({
    objectKind: 'dealer',
    objectId: dealerId,
    objectNo: dealer.name,
    before: { state: dealer.state },
    after: { state, reason },
  })
  return ok({})
})
