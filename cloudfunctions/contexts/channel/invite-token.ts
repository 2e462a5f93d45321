import type { Ctx } from '../../runtime/context'

/** 120 random bits in 20 characters: what a mini-program code can carry and nobody can guess. */
const TOKEN_BYTES = 15

export function newInviteToken(ctx: Ctx): string {
  return Buffer.from(ctx.deps.random.bytes(TOKEN_BYTES)).toString('base64url')
}
