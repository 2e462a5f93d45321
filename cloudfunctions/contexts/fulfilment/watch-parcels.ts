import {
  type ExceptionKind,
  endedBy,
  exceptionOf,
  PICK_UP_HOURS,
} from '@xietong/domain/fulfilment/exceptions'
import { HOUR_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { closeOfParcel, lockNotPickedUp, openException } from './exception-store'
import { emitAbnormal } from './fulfilment-events'
import { selectNote } from './note-store'
import { type Parcel, selectParcel } from './parcel-store'

/** AD-265: what a parcel's new state opens and ends, in the transaction that applies it. */
export async function watchState(ctx: Ctx, parcel: Parcel, state: string): Promise<void> {
  const ended = endedBy(state)
  await closeOfParcel(ctx, parcel.id, state === 'signed' ? '已签收' : '已揽收', ended)
  const kind = exceptionOf(state)
  if (kind !== null && state !== parcel.state) {
    await open(ctx, parcel, kind)
  }
}

async function open(ctx: Ctx, parcel: Parcel, kind: ExceptionKind): Promise<void> {
  const note = await selectNote(ctx.tx, parcel.noteId)
  const opened = note && (await openException(ctx, { kind, parcel, note }))
  if (opened) {
    emitAbnormal(ctx, opened)
  }
}

const BATCH = 100

/** AD-265: parcels that no carrier has picked up a day after they were handed over. */
export async function watchPickUps(deps: Deps): Promise<void> {
  await runCommand(deps, 'fulfilment.watchPickUps', async (ctx) => {
    const before = plusMs(ctx.now, -PICK_UP_HOURS * HOUR_MS)
    for (const id of await lockNotPickedUp(ctx.tx, before, BATCH)) {
      const parcel = await selectParcel(ctx.tx, id)
      if (parcel) {
        await open(ctx, parcel, 'no-pick-up')
      }
    }
  })
}
