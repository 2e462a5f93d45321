import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { closeStep, openCase } from './after-sale-step'
import { moveCase, unansweredCases } from './after-sale-store'

/** A buyer who does not answer for 7 days has withdrawn; a new case is possible in the period. */
export async function closeUnanswered(deps: Deps): Promise<void> {
  for (const caseId of await unansweredCases(deps.db, deps.now())) {
    await runCommand(deps, 'orders.closeUnanswered', async (ctx) => {
      const found = await openCase(ctx, caseId)
      const late = found?.one.deadline && found.one.deadline <= ctx.now
      const moved = late && (await moveCase(ctx, { caseId, to: 'withdrawn', from: ['buyer'] }))
      if (moved) {
        await closeStep(ctx, 'buyer', moved, { text: '买家超时未处理，售后关闭' })
      }
    })
  }
}
