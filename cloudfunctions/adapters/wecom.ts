import { cutBytes, TEXT_BYTES } from '@xietong/domain/notify/group-templates'
import type { WecomPort } from '../contexts/peers/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer } from './peer-call'
import { createAccessTokens } from './wechat-token'
import { wecomAnswer } from './wecom-answer'

/** A token that WeCom no longer takes; the call is repeated once with a new one (NT-049). */
const STALE_TOKEN = ['40014', '42001']
/** The same words to the same person are taken only once in so long, so a retry is safe. */
const SAME_TEXT_SECONDS = 14_400

/** Messages of our WeCom application to one colleague, found by mobile number (NT-051, NT-055). */
export function createWecomClient(tools: PeerTools): WecomPort {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = tools.config
  const app = { appId: `wecom/${corpId}/${agentId}`, secret }
  const tokens = createAccessTokens(tools, () => fetchToken(tools))

  const ask = async <Value>(call: Call<Value>): Promise<PeerAnswer<Value>> => {
    const token = await tokens.get(app)
    if (token.kind !== 'done') {
      return token
    }
    const first = await once(tools, token.value, call)
    if (first.kind !== 'refused' || !STALE_TOKEN.includes(first.code)) {
      return first
    }
    await tokens.drop(app, token.value)
    const renewed = await tokens.get(app)
    return renewed.kind === 'done' ? once(tools, renewed.value, call) : renewed
  }
  return {
    off: corpId === '' ? '尚未配置企业微信应用' : null,
    async send({ phone, text }) {
      const user = await ask({
        name: 'find-user',
        path: '/cgi-bin/user/getuserid',
        body: { mobile: phone },
        read: ({ userid }) => (typeof userid === 'string' && userid !== '' ? userid : undefined),
      })
      if (user.kind !== 'done') {
        return user
      }
      return ask({
        name: 'send-text',
        path: '/cgi-bin/message/send',
        body: {
          touser: user.value,
          msgtype: 'text',
          agentid: Number(agentId),
          text: { content: cutBytes(text, TEXT_BYTES) },
          enable_duplicate_check: 1,
          duplicate_check_interval: SAME_TEXT_SECONDS,
        },
        read: () => null,
      })
    },
  }
}

interface Call<Value> {
  readonly name: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  read(fields: Record<string, unknown>): Value | undefined
}

const baseOf = (tools: PeerTools) => tools.config.WECOM_BASE.replace(/\/$/, '')

function once<Value>(tools: PeerTools, token: string, call: Call<Value>) {
  return askPeer<Value>(
    tools,
    {
      peer: 'wecom',
      call: call.name,
      method: 'POST',
      url: `${baseOf(tools)}${call.path}?access_token=${encodeURIComponent(token)}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(call.body),
    },
    (raw) => wecomAnswer('wecom', raw, call.read),
  )
}

function fetchToken(tools: PeerTools): Promise<PeerAnswer<{ token: string; seconds: number }>> {
  const { WECOM_CORP_ID: corpid, WECOM_SECRET: corpsecret } = tools.config
  return askPeer(
    tools,
    {
      peer: 'wecom',
      call: 'get-token',
      method: 'GET',
      url: `${baseOf(tools)}/cgi-bin/gettoken?${new URLSearchParams({ corpid, corpsecret })}`,
      headers: {},
    },
    (raw) =>
      wecomAnswer('wecom', raw, ({ access_token: token, expires_in: seconds }) =>
        typeof token === 'string' && typeof seconds === 'number' ? { token, seconds } : undefined,
      ),
  )
}
