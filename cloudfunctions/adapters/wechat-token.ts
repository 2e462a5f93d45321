import { createTokenStore } from '../contexts/peers'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { seal, unseal } from '../runtime/seal'
import { askPeer, jsonOf, unknown } from './peer-call'
import { wechatAnswer } from './wechat-answer'

/** Renewed when less than this remains; WeChat lets the old one live on for as long. */
const RENEW_BEFORE_MS = 5 * 60_000
/** The one instance that renews has so long; then another may try. */
const CLAIM_MS = 8_000
const WAIT_STEP_MS = 100
const WAIT_STEPS = 60

export interface AppKeys {
  readonly appId: string
  readonly secret: string
}

export interface AccessTokens {
  /** A valid token of the app, shared by all instances through the database (IN-021). */
  get(app: AppKeys): Promise<PeerAnswer<string>>
  /** Forgets a token that WeChat refused (40001, 42001). */
  drop(app: AppKeys, token: string): Promise<void>
}

interface Known {
  readonly token: string
  readonly sealed: string
  readonly expiresAt: Date
}

export type FetchToken = (
  tools: PeerTools,
  app: AppKeys,
) => Promise<PeerAnswer<{ token: string; seconds: number }>>

/** One keeper of tokens for mini-programs and, with another `fetchToken`, for WeCom. */
export function createAccessTokens(
  tools: PeerTools,
  fetchToken: FetchToken = fetchStableToken,
): AccessTokens {
  const store = createTokenStore(tools.db)
  const memory = new Map<string, Known>()

  const fresh = (known: Known | undefined): known is Known =>
    known !== undefined && known.expiresAt.getTime() - tools.now().getTime() > RENEW_BEFORE_MS

  const stored = async (app: AppKeys): Promise<Known | undefined> => {
    const row = await store.read(app.appId)
    if (!row) {
      return undefined
    }
    const token = readSealed(app.secret, row.sealed)
    return token === null ? undefined : { token, ...row }
  }
  const renew = async (app: AppKeys): Promise<PeerAnswer<string>> => {
    const answer = await fetchToken(tools, app)
    if (answer.kind !== 'done') {
      return answer
    }
    const known: Known = {
      token: answer.value.token,
      sealed: seal(app.secret, answer.value.token),
      expiresAt: new Date(tools.now().getTime() + answer.value.seconds * 1_000),
    }
    await store.write(app.appId, known)
    memory.set(app.appId, known)
    return { kind: 'done', value: known.token }
  }
  /** Between our look and our claim another instance may have renewed. */
  const renewUnlessRenewed = async (app: AppKeys): Promise<PeerAnswer<string>> => {
    const current = await stored(app)
    if (!fresh(current)) {
      return renew(app)
    }
    await store.release(app.appId)
    memory.set(app.appId, current)
    return { kind: 'done', value: current.token }
  }
  return {
    async get(app) {
      for (let step = 0; step < WAIT_STEPS; step++) {
        const known = step === 0 ? memory.get(app.appId) : undefined
        const current = fresh(known) ? known : await stored(app)
        if (fresh(current)) {
          memory.set(app.appId, current)
          return { kind: 'done', value: current.token }
        }
        const now = tools.now()
        if (await store.claim(app.appId, now, new Date(now.getTime() + CLAIM_MS))) {
          return renewUnlessRenewed(app)
        }
        await new Promise((resolve) => setTimeout(resolve, WAIT_STEP_MS))
      }
      return unknown('另一个实例正在换取凭据')
    },
    async drop(app, token) {
      const known = memory.get(app.appId) ?? (await stored(app))
      memory.delete(app.appId)
      if (known?.token === token) {
        await store.drop(app.appId, known.sealed)
      }
    },
  }
}

/** A token sealed with an earlier secret is as good as none. */
function readSealed(secret: string, sealed: string): string | null {
  try {
    const token = unseal(secret, sealed)
    return typeof token === 'string' ? token : null
  } catch {
    return null
  }
}

function fetchStableToken(
  tools: PeerTools,
  app: AppKeys,
): Promise<PeerAnswer<{ token: string; seconds: number }>> {
  return askPeer(
    tools,
    {
      peer: 'wechat',
      call: 'stable-token',
      method: 'POST',
      url: `${tools.config.WECHAT_API_BASE.replace(/\/$/, '')}/cgi-bin/stable_token`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: app.appId,
        secret: app.secret,
        force_refresh: false,
      }),
    },
    (raw) =>
      wechatAnswer(raw, () => {
        const { access_token: token, expires_in: seconds } = jsonOf(raw.body) ?? {}
        return typeof token === 'string' && typeof seconds === 'number' ? { token, seconds } : null
      }),
  )
}
