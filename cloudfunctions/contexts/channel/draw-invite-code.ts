import { drawInviteCode as declared } from '@xietong/domain/channel/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Deps, performWithPeer } from '../../runtime/context'
import { keyedHash } from '../../runtime/seal'
import { recordFile } from '../files'
import { REGISTER_PAGE } from './get-invite-code'
import { keepInvitePicture, selectInvitePicture } from './invite-picture-store'
import { inviteTokenOf } from './people-store'

interface Picture {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

type Drawn =
  | { readonly scene: string; readonly fileId: string; readonly picture?: Picture }
  | { readonly refused: 'PAGE_NOT_PUBLISHED' | 'PEER_UNAVAILABLE' }

/** IN-028: what WeChat answered once is served for ever, so that its being down stops nobody. */
export const drawInviteCode = performWithPeer(declared, {
  before: async (deps, _input, actor): Promise<Drawn | null> => {
    if (!actor.earnsOnline) {
      return null
    }
    const scene = await inviteTokenOf(deps.db, actor.dealerPersonId)
    const known = await selectInvitePicture(deps.db, scene)
    return known ? { scene, fileId: known } : fetchCode(deps, scene)
  },
  run: async (ctx, _input, drawn) => {
    if (drawn === null) {
      return refuse('MODE_OFF', { mode: '线上分销' })
    }
    if ('refused' in drawn) {
      return refuse(drawn.refused)
    }
    const { scene, fileId, picture: fetched } = drawn
    if (!fetched) {
      return ok({ picture: fileId })
    }
    if (await keepInvitePicture(ctx.tx, { scene, fileId, now: ctx.now })) {
      await recordFile(ctx, fetched)
    }
    ctx.audit({
      objectKind: 'invite',
      objectId: ctx.actor.dealerPersonId,
      after: { picture: fileId },
    })
    return ok({ picture: fileId })
  },
})

const NOT_PUBLISHED = '41030'

/**
 * The one place of a scene's picture: two who fetch it at once write the same, and what a try left
 * that failed before its row was kept is written over by the next.
 */
function fileIdOf(deps: Deps, scene: string): string {
  const hash = keyedHash(deps.config.SESSION_PEPPER, `invite-picture ${scene}`).toString('hex')
  const part = (from: number, length: number) => hash.slice(from, from + length)
  return `${part(0, 8)}-${part(8, 4)}-8${part(12, 3)}-8${part(15, 3)}-${part(18, 12)}`
}

/** 45009 (too often) passes by itself; 40129 would be a scene of ours that WeChat does not take. */
async function fetchCode(deps: Deps, scene: string): Promise<Drawn> {
  const answer = await deps.ports.wechat.miniProgramCode('member', scene, REGISTER_PAGE)
  if (answer.kind !== 'done') {
    const isMissing = answer.kind === 'refused' && answer.code === NOT_PUBLISHED
    return { refused: isMissing ? 'PAGE_NOT_PUBLISHED' : 'PEER_UNAVAILABLE' }
  }
  const id = fileIdOf(deps, scene)
  const picture = { id, name: '邀请小程序码.png', type: 'image/png', bytes: answer.value }
  // Only the bytes: a refused command must leave no row behind.
  await deps.ports.files.put(id, picture.bytes, picture.type)
  return { scene, fileId: id, picture }
}
