import { control, operation, type Row, text } from './control'

export type AppName = 'member' | 'dealer' | 'sales'

/** A demo account as the host lists it. */
export interface Account {
  app: AppName | 'console'
  /** WeChat user of the sandbox, or login of the console. */
  user: string
  name: string
  role: string
  phone: string
  password: string
}

export const accounts = async (): Promise<Account[]> =>
  (await control<Account[]>('/portal/accounts')) ?? []

const requestId = (): string => crypto.randomUUID()

/** Signs a demo person in as the app would, and leaves the session where the app keeps it. */
export async function signIn(account: Account): Promise<string | null> {
  if (account.app === 'console') return consoleSignIn(account)
  const { app } = account
  localStorage.setItem(`${app}:persona`, account.user)
  const kept = localStorage.getItem(keptKey(account))
  const token = kept && (await stillGood(kept)) ? kept : await appSignIn(account)
  if (!token) {
    localStorage.removeItem(`${app}:session`)
    return null
  }
  localStorage.setItem(keptKey(account), token)
  localStorage.setItem(`${app}:session`, JSON.stringify({ data: token }))
  return token
}

const keptKey = (account: Account): string => `portal:${account.app}:${account.user}`

async function stillGood(token: string): Promise<boolean> {
  const answer = await operation('notify.countUnread', {}, token)
  return answer.ok
}

async function appSignIn(account: Account): Promise<string | null> {
  if (account.app === 'sales') return smsSignIn(account)
  const codes = {
    code: await codeOf(account, 'code'),
    phoneCode: await codeOf(account, 'phone-code'),
  }
  const answer =
    account.app === 'member'
      ? await operation('members.signInByWechat', {
          requestId: requestId(),
          ...codes,
          accepted: await agreements(),
        })
      : await operation('channel.signInByWechat', { requestId: requestId(), ...codes })
  return answer.ok ? text(answer.value?.token) || null : null
}

/** What WeChat hands to the app: the login code, or the code of the phone button. */
async function codeOf(account: Account, kind: 'code' | 'phone-code'): Promise<string> {
  const body = { app: account.app, user: account.user }
  return text((await control<Row>(`/_control/wechat/${kind}`, body))?.code)
}

/** The person has read the agreements in the versions of today. */
async function agreements(): Promise<Row[]> {
  const answer = await operation('settings.listAgreements', {})
  const rows = (answer.value?.rows ?? []) as Row[]
  return rows.map(({ kind, version }) => ({ kind, version }))
}

async function smsSignIn(account: Account): Promise<string | null> {
  await operation('identity.requestSmsCode', {
    requestId: requestId(),
    phone: account.phone,
    app: account.app,
    purpose: 'sign-in',
  })
  const smsCode = await arrivedCode(account.phone)
  if (smsCode === '') return null
  const answer = await operation('sales.signInBySms', {
    requestId: requestId(),
    phone: account.phone,
    smsCode,
  })
  return answer.ok ? text(answer.value?.token) || null : null
}

/** The code as it arrived on the phone, or the last one when a new one may not be sent yet. */
async function arrivedCode(phone: string): Promise<string> {
  for (let look = 0; look < 20; look += 1) {
    const rows = (await control<Row[]>(`/_control/sms/outbox?to=${phone}`)) ?? []
    const code = /\d{6}/.exec(text(rows.at(-1)?.text))?.[0]
    if (code) return code
    await new Promise((done) => setTimeout(done, 250))
  }
  return ''
}

const CONSOLE_TOKEN = 'xietong.console.token'

/** Where the console keeps that this browser passed the second factor of a login. */
const browserKey = (login: string): string => `xietong.console.browser.${login}`

async function consoleSignIn(account: Account): Promise<string | null> {
  const who = { login: account.user, password: account.password }
  const browser = localStorage.getItem(browserKey(who.login))
  const enter = (more: Row) =>
    operation('identity.signInConsole', { requestId: requestId(), ...who, ...more })
  let answer = await enter(browser ? { browser } : {})
  if (answer.code === 'SECOND_FACTOR_NEEDED') {
    await operation('identity.requestSecondCode', { requestId: requestId(), ...who })
    answer = await enter({ secondCode: await arrivedCode(account.phone) })
  }
  const kept = text(answer.value?.browser)
  if (kept) localStorage.setItem(browserKey(who.login), kept)
  const token = text(answer.value?.token)
  if (!answer.ok || token === '') return null
  localStorage.setItem(CONSOLE_TOKEN, token)
  return token
}
