import { drainOutbox, registerSenders } from '../../cloudfunctions/contexts/peers'
import { startProcess } from '../../cloudfunctions/runtime/process'
import { drainMarkedFirst } from '../mutants/outbox-marked-first'

/**
 * A process of the `jobs` function that drains the outbox until it is killed, by the test or by a
 * message that no process survives. PLANTED_BUG makes it the deliberately wrong variant.
 */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const { deps } = startProcess(process.env, () => new Date(Date.now() + shiftMs))
registerSenders({
  poison: async () => {
    process.kill(process.pid, 'SIGKILL')
    return new Promise(() => undefined)
  },
})
const drain = process.env.PLANTED_BUG === 'marked-first' ? drainMarkedFirst : drainOutbox

async function work(): Promise<void> {
  for (;;) {
    const handled = await drain(deps, new Date(deps.now().getTime() + 60_000))
    process.send?.({ handled })
    if (handled === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
void work()
