import { randomUUID } from 'node:crypto'

const PASSWORD = 'Xie-Demo-2026'
const PHONES: Readonly<Record<string, string>> = {
  zhouyan: '19900000001',
  linjianchuan: '19900000002',
}
/** Each person is asked for a second factor once; afterwards the browser is known. */
const browsers = new Map<string, string>()

export async function post(url: string, body: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(/\.list/.test(url) ? body : { ...body, requestId: randomUUID() }),
  })
  return (await response.json()) as {
    ok: boolean
    code?: string
    value: {
      token: string
      browser: string | null
      rows: { kind: string; version: number }[]
    }
  }
}

/** The code of the second factor where it arrived. */
export async function arrivedCode(url: string, phone: string): Promise<string> {
  for (let look = 0; look < 40; look++) {
    const response = await fetch(`${url}/_control/sms/outbox`)
    const { rows } = (await response.json()) as { rows: { to: string; text: string }[] }
    const last = rows.filter(({ to }) => to === phone).at(-1)
    const code = /\d{6}/.exec(last?.text ?? '')?.[0]
    if (code) {
      return code
    }
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error(`no code arrived at ${phone}`)
}

/** A session of a demo person of the console, with the second factor where the role asks for it. */
export async function consoleToken(url: string, login: string): Promise<string> {
  const who = { login, password: PASSWORD }
  const path = `${url}/api/identity.signInConsole`
  const browser = browsers.get(login)
  let answer = await post(path, browser ? { ...who, browser } : who)
  if (answer.code === 'SECOND_FACTOR_NEEDED') {
    await post(`${url}/api/identity.requestSecondCode`, who)
    const secondCode = await arrivedCode(url, PHONES[login] ?? '')
    answer = await post(path, { ...who, secondCode })
  }
  if (!answer.ok) {
    throw new Error(`${login} could not sign in: ${answer.code}`)
  }
  if (answer.value.browser) {
    browsers.set(login, answer.value.browser)
  }
  return answer.value.token
}
