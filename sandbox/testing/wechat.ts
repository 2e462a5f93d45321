import type { Json } from '../core/json'
import type { AppName } from '../seed/people'
import type { TestSandbox } from './open'

/** Calls of the WeChat platform as a server of ours makes them. */
export function wechatCaller(box: TestSandbox, app: AppName = 'member') {
  const { appid, secret } = box.sandbox.keys.apps[app]
  const base = `${box.baseUrl}/peers/wechat`
  const post = async (path: string, body: Json): Promise<Json> => {
    const response = await fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as Json
  }
  const token = async (force = false): Promise<string> => {
    const answer = await post('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid,
      secret,
      force_refresh: force,
    })
    return String(answer.access_token)
  }
  const withToken = async (path: string, body: Json, given?: string): Promise<Json> =>
    post(`${path}?access_token=${given ?? (await token())}`, body)
  const session = async (code: string): Promise<Json> => {
    const query = `appid=${appid}&secret=${secret}&js_code=${code}&grant_type=authorization_code`
    const response = await fetch(`${base}/sns/jscode2session?${query}`)
    return (await response.json()) as Json
  }
  return { base, post, token, withToken, session }
}
