import type { AppName } from './app-pages'
import { arrivedCode, post } from './console-sign-in'

interface Account {
  readonly app: string
  readonly user: string
  readonly phone: string
}

/** A session of a demo person in a mini-program, signed in as the app would do it. */
export async function phoneToken(url: string, app: AppName, user: string): Promise<string> {
  if (app === 'sales') {
    return salesToken(url, user)
  }
  const code = await wechatCode(url, 'code', { app, user })
  const phoneCode = await wechatCode(url, 'phone-code', { app, user })
  const { value } =
    app === 'member'
      ? await post(`${url}/api/members.signInByWechat`, {
          code,
          phoneCode,
          accepted: await agreements(url),
        })
      : await post(`${url}/api/channel.signInByWechat`, { code, phoneCode })
  return value.token
}

/** The person has read the agreements in the versions of today. */
async function agreements(url: string): Promise<object[]> {
  const { value } = await post(`${url}/api/settings.listAgreements`, {})
  return value.rows.map(({ kind, version }) => ({ kind, version }))
}

async function wechatCode(url: string, kind: string, who: object): Promise<string> {
  const answer = await fetch(`${url}/_control/wechat/${kind}`, {
    method: 'POST',
    body: JSON.stringify(who),
  })
  return ((await answer.json()) as { value: { code: string } }).value.code
}

async function salesToken(url: string, user: string): Promise<string> {
  const answer = await fetch(`${url}/portal/accounts`)
  const { value } = (await answer.json()) as { value: Account[] }
  const phone = value.find((one) => one.app === 'sales' && one.user === user)?.phone ?? ''
  await post(`${url}/api/identity.requestSmsCode`, { phone, app: 'sales', purpose: 'sign-in' })
  const smsCode = await arrivedCode(url, phone)
  const signedIn = await post(`${url}/api/sales.signInBySms`, { phone, smsCode })
  return signedIn.value.token
}
