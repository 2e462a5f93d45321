import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Rig, startRig } from '../rig/rig'

const ROOT = join(__dirname, '..', '..')
const APPS = ['member', 'dealer', 'sales'] as const

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

function textsBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? textsBelow(path) : [path]
  })
}

/** A built front end as it is uploaded; it must have been built, or this would prove nothing. */
function bundle(folder: string): { name: string; text: string }[] {
  const path = join(ROOT, folder)
  if (!existsSync(path)) {
    throw new Error(`${folder} has not been built: npm run build`)
  }
  return textsBelow(path)
    .filter((file) => /\.(js|mjs|json|html|css|wxml|wxss|map)$/.test(file))
    .map((file) => ({ name: file.slice(ROOT.length + 1), text: readFileSync(file, 'utf8') }))
}

/** Names that only a server knows, and the forms of what they hold. */
function secretsIn(text: string): string[] {
  const server = Object.keys(rig.env).filter((name) => /SECRET|KEY|PEPPER|DATABASE|SMTP/.test(name))
  const values = server.map((name) => rig.env[name] ?? '').filter((value) => value.length >= 16)
  const forms = [
    /-----BEGIN [A-Z ]*PRIVATE KEY/,
    /postgres(ql)?:\/\/[^"'` ]/,
    /\bAKID[A-Za-z0-9]{13,}/,
    /\bSBX[A-Za-z0-9_-]{6,}/,
    /\bmysql:\/\/|\bmongodb(\+srv)?:\/\//,
  ]
  return [
    ...server.filter((name) => text.includes(name)),
    ...values.filter((value) => text.includes(value)),
    ...forms.filter((form) => form.test(text)).map(String),
  ]
}

/** Addresses of the sandbox: its peers and its control interface. */
const sandboxDoors = (text: string) => text.match(/_control\/|\/peers\/[a-z0-9-]+\/v\d/g) ?? []

const found = (folder: string, look: (text: string) => readonly string[]) =>
  bundle(folder).flatMap(({ name, text }) => look(text).map((what) => `${name}: ${what}`))

describe('L2 what clients are given', () => {
  test.each(APPS)('mini-program %s holds no secret and no address of the sandbox', (app) => {
    expect(found(`miniprogram-${app}/dist/weapp`, secretsIn)).toEqual([])
    expect(found(`miniprogram-${app}/dist/weapp`, sandboxDoors)).toEqual([])
    expect(found(`miniprogram-${app}/dist/h5`, secretsIn)).toEqual([])
  })

  test('the console holds no secret and no address of the sandbox', () => {
    expect(found('console/dist', secretsIn)).toEqual([])
    expect(found('console/dist', sandboxDoors)).toEqual([])
  })

  test('planted ones are seen', () => {
    const { env } = rig
    expect(secretsIn(`const k="${env.WXPAY_API_V3_KEY}"`)).toContain(env.WXPAY_API_V3_KEY)
    expect(secretsIn('process.env.CARD_PEPPER')).toEqual(['CARD_PEPPER'])
    expect(secretsIn('"postgresql://app@db/x"')).toHaveLength(1)
    expect(secretsIn('-----BEGIN RSA PRIVATE KEY-----')).toHaveLength(1)
    expect(sandboxDoors('fetch("/_control/wechat/code")')).toHaveLength(1)
  })
})
