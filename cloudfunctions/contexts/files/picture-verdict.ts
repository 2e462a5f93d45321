import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { type CallbackProcessor, markCallback, type StoredCallback, type Verdict } from '../peers'
import type { PictureVerdict } from '../peers/port'
import { isKnownCheck } from './check-store'
import { judge } from './judge'

const plain = (state: Verdict['state'], note: string): Verdict => ({
  state,
  businessKey: null,
  note,
  marked: false,
})

/** WeChat's events: opened and verified first, then applied with the inbox row (IN-123). */
async function process(deps: Deps, callback: StoredCallback): Promise<Verdict> {
  const query = callback.headers['wechat-event-query'] ?? ''
  const read = deps.ports.wechat.readEvent(query, callback.body)
  if (!read.ok) {
    return plain(read.reason === 'bad-signature' ? 'bad-signature' : 'failed', read.reason)
  }
  const { verdict } = read
  if (!verdict) {
    return plain('unmatched', '没有用到的事件')
  }
  return runCommand(deps, 'files.receivePictureVerdict', async (ctx) => {
    const made = await applyVerdict(ctx, verdict)
    await markCallback(ctx.tx, callback.id, made, ctx.now)
    return made
  })
}

async function applyVerdict(ctx: Ctx, verdict: PictureVerdict): Promise<Verdict> {
  const { checkNo, suggestion } = verdict
  const done = (state: Verdict['state'], note: string) => ({
    state,
    businessKey: checkNo,
    note,
    marked: true,
  })
  if (suggestion === null) {
    return done('done', '微信没有检查成，稍后重新提交')
  }
  const judged = await judge(ctx, { checkNo }, suggestion)
  if (!judged) {
    // The answer may be faster than the note of its number: processed again until it is known.
    return (await isKnownCheck(ctx.tx, checkNo))
      ? done('done', '重复的结果，没有变化')
      : done('failed', '还没有这次检查')
  }
  return done('done', '')
}

export const wechatEvent: CallbackProcessor = {
  process,
  answer: ({ state }) =>
    state === 'bad-signature' ? { status: 403, body: '' } : { status: 200, body: 'success' },
}
