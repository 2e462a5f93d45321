import Taro from '@tarojs/taro'
import { failed, type Outcome } from './platform'

const PERSONA = 'persona'

/**
 * The demo person of this browser: the portal page opens the app with `?persona=<user>`; the choice
 * is remembered, because moving between pages drops the query.
 */
export function persona(): string | null {
  const asked = new URLSearchParams(window.location.search).get(PERSONA)
  if (asked) window.localStorage.setItem(`${APP_NAME}:${PERSONA}`, asked)
  return asked ?? window.localStorage.getItem(`${APP_NAME}:${PERSONA}`)
}

/** Asks the sandbox, which stands in for WeChat in a browser. Without it there is no WeChat. */
export const askStandIn = <Value>(path: string, data: object): Promise<Outcome<Value>> =>
  reach<Value>(path, 'POST', data)

export const readStandIn = <Value>(path: string): Promise<Outcome<Value>> =>
  reach<Value>(path, 'GET')

async function reach<Value>(
  path: string,
  method: 'GET' | 'POST',
  data?: object,
): Promise<Outcome<Value>> {
  try {
    const answer = await Taro.request({
      url: `${API_BASE}/_control/${path}`,
      method,
      header: { 'content-type': 'application/json' },
      ...(data ? { data } : {}),
    })
    if (answer.statusCode === 404) return noWeChat
    if (answer.statusCode !== 200) return failed('error', messageOf(answer.data))
    return { ok: true, value: (answer.data?.value ?? answer.data) as Value }
  } catch {
    return failed('error', '没有连上服务器，请检查网络后重试')
  }
}

export const noWeChat = failed('unsupported', '这个网页没有连接微信，请在微信小程序中完成这一步')
export const noPersona = failed('unsupported', '请先在演示首页选择一个演示账号')

function messageOf(body: unknown): string {
  const message = (body as { message?: unknown } | null)?.message
  return typeof message === 'string' ? message : '微信演示服务没有完成这次操作，请重试'
}
