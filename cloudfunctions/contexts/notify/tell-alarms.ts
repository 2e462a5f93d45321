import { HOUR_MS } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { takeUntoldAlarms } from '../peers'

/** What these peers cannot send must not be told through them: it would raise the next alarm. */
const CHANNELS = ['robot', 'wecom', 'email']

/**
 * Makes an event of each new alarm of a peer for those who may see alarms. One kind of one peer is
 * told once in an hour; the list of alarms has them all.
 */
export async function tellAlarms(deps: Deps): Promise<void> {
  await runCommand(deps, 'notify.tell-alarms', async (ctx) => {
    const quietSince = new Date(ctx.now.getTime() - HOUR_MS)
    for (const alarm of await takeUntoldAlarms(ctx.tx, { now: ctx.now, quietSince })) {
      ctx.emit({
        code: CHANNELS.includes(alarm.peer) ? 'peers.alarm.channel' : 'peers.alarm',
        subject: { kind: 'alarm', id: alarm.id },
        variables: {
          kind: alarm.kind,
          peer: alarm.peer,
          text: alarm.text,
          at: alarm.at.toISOString(),
        },
        to: [{ kind: 'permission', code: 'peers.read' }],
      })
    }
  })
}
