import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Ctx, Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import { runCommand } from '../../runtime/run-command'
import { openIdOf } from '../identity'
import type { Payload, Sender } from '../peers'
import {
  markAsked,
  putOff,
  saveCheckNo,
  selectGivenUp,
  selectUnanswered,
  selectWaiting,
} from './check-store'
import { judge } from './judge'
import { privateLink } from './link'

/** WeChat answers within half an hour; after that the question is put again. */
const ANSWER_MS = 30 * MINUTE_MS
/** So many questions without an answer: a person has to look. */
const MOST_QUESTIONS = 10

/** Puts the question to WeChat after commit (IN-123), once it knows the person. */
export async function askPictureCheck(ctx: Ctx, fileId: string): Promise<void> {
  const waiting = await selectWaiting(ctx.tx, fileId)
  if (waiting && !(await openIdOf(ctx.tx, waiting.personId, waiting.program))) {
    await putOff(ctx.tx, fileId, ctx.now)
    return
  }
  const file = await markAsked(ctx.tx, fileId, ctx.now)
  if (!file) {
    return
  }
  ctx.send({
    peer: 'wechat',
    call: 'check-picture',
    businessKey: `check-picture:${fileId}:${file.asked}`,
    payload: { fileId },
    soon: true,
  })
}

async function sendCheck(deps: Deps, payload: Payload): Promise<PeerAnswer<unknown>> {
  const fileId = String(payload.fileId)
  const file = await selectWaiting(deps.db, fileId)
  const openId = file && (await openIdOf(deps.db, file.personId, file.program))
  if (!file || !openId) {
    // Answered meanwhile, or nobody whom WeChat knows any more: the sweep asks again.
    return { kind: 'done', value: null }
  }
  const { url } = privateLink(deps, fileId)
  const answer = await deps.ports.wechat.checkPicture(file.program, {
    openId,
    url: url.startsWith('/') ? `${deps.config.PUBLIC_BASE_URL}${url}` : url,
  })
  if (answer.kind === 'done') {
    await saveCheckNo(deps.db, fileId, answer.value.checkNo)
  }
  return answer
}

export const filesSenders: Readonly<Record<string, Sender>> = {
  // Asked twice, the newer question's answer counts.
  'check-picture': { send: sendCheck, repeatable: true },
}

/**
 * Asks again about pictures whose answer was lost, and for the first time once it is possible. What
 * was asked too often is left to a person like a doubt.
 */
export async function askUnanswered(deps: Deps): Promise<void> {
  const before = plusMs(deps.now(), -ANSWER_MS)
  const late = await selectUnanswered(deps.db, { before, most: MOST_QUESTIONS })
  for (const fileId of late) {
    await runCommand(deps, 'files.askPictureCheck', (ctx) => askPictureCheck(ctx, fileId))
  }
  for (const fileId of await selectGivenUp(deps.db, { before, after: MOST_QUESTIONS })) {
    await runCommand(deps, 'files.leaveToPerson', async (ctx) => {
      await judge(ctx, { id: fileId }, 'review')
    })
  }
}
