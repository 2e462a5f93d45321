import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import {
  pageOf,
  type SubscriptionSetting,
  settingKey,
  unknownIn,
} from '@xietong/domain/notify/subscription-settings'
import { type Deps, performWithPeer } from '../../runtime/context'
import { refuseStale } from '../identity'
import { forgetFault, saveSetting, subscriptionSettings } from './subscription-store'

type Input = InputOf<typeof op.updateSubscription>
type Checked =
  | { readonly problem: null }
  | { readonly problem: 'TEMPLATE_UNKNOWN'; readonly fields: string }
  | { readonly problem: 'JUMP_PAGE_NOT_PUBLISHED' | 'PEER_UNAVAILABLE' }

/**
 * NT-038: WeChat itself is asked whether it has the template with these fields, and whether the
 * page is in the published version: it draws no code for another one (41030).
 */
export const updateSubscription = performWithPeer(op.updateSubscription, {
  before: (deps, input): Promise<Checked> => check(deps, input),
  run: async (ctx, input, checked) => {
    const setting = settingFrom(input)
    const key = settingKey(setting)
    const before = (await subscriptionSettings(ctx.tx)).get(key)
    if (!before) {
      return refuse('NOT_FOUND')
    }
    const unknown = unknownIn(setting)
    if (unknown.length > 0) {
      return refuse('UNKNOWN_VARIABLE', { variables: unknown })
    }
    if (checked.problem === 'TEMPLATE_UNKNOWN') {
      return refuse('TEMPLATE_UNKNOWN', { fields: checked.fields })
    }
    if (checked.problem !== null) {
      return refuse(checked.problem, { page: pageOf(input.page) })
    }
    const { version } = input
    const saved = await saveSetting(ctx.tx, setting, { version, now: ctx.now })
    if (saved === null) {
      return refuseStale(ctx, { kind: 'subscription', id: key })
    }
    await forgetFault(ctx.tx, setting.templateId)
    ctx.audit({ objectKind: 'subscription', objectId: key, before, after: setting })
    return ok({ version: saved })
  },
})

const settingFrom = ({ eventCode, app, templateId, page, fields }: Input): SubscriptionSetting => ({
  eventCode,
  app,
  templateId,
  page,
  fields: Object.fromEntries(fields.map(({ name, content }) => [name, content])),
})

async function check(deps: Deps, input: Input): Promise<Checked> {
  const { wechat } = deps.ports
  const templates = await wechat.messageTemplates(input.app)
  if (templates.kind !== 'done') {
    return { problem: 'PEER_UNAVAILABLE' }
  }
  const asked = input.fields.map(({ name }) => name).sort()
  const known = [...(templates.value.get(input.templateId) ?? [])].sort()
  if (known.length === 0 || known.join() !== asked.join()) {
    return { problem: 'TEMPLATE_UNKNOWN', fields: known.join('、') || input.templateId }
  }
  const drawn = await wechat.miniProgramCode(input.app, 'check', pageOf(input.page))
  if (drawn.kind === 'done') {
    return { problem: null }
  }
  const isUnpublished = drawn.kind === 'refused' && drawn.code === '41030'
  return { problem: isUnpublished ? 'JUMP_PAGE_NOT_PUBLISHED' : 'PEER_UNAVAILABLE' }
}
