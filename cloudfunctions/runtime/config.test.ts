import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKeys } from '../../sandbox/keys'
import { productEnvironment } from '../../sandbox/product-config'
import { readConfig, requireConfig } from './config'

const folder = mkdtempSync(join(tmpdir(), 'xietong-config-'))
let sandboxEnv: Record<string, string | undefined> = {}
let real: Record<string, string | undefined> = {}

beforeAll(async () => {
  sandboxEnv = {
    ...productEnvironment(await openKeys(folder), 'http://127.0.0.1:7700'),
    DATABASE_URL: 'postgresql://app@127.0.0.1/xietong',
  }
  real = { ...sandboxEnv, ...realValues }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const realValues = {
  APP_ENV: 'production',
  PUBLIC_BASE_URL: 'https://api.example.com',
  WECHAT_API_BASE: 'https://api.weixin.qq.com',
  WXPAY_BASE: 'https://api.mch.weixin.qq.com',
  SMS_BASE: 'https://sms.tencentcloudapi.com',
  KUAIDI_BASE: 'https://poll.kuaidi100.com',
  MAP_BASE: 'https://apis.map.qq.com',
  STORAGE_BASE: 'https://xietong-1250000000.cos.ap-shanghai.myqcloud.com',
  STORAGE_SECRET_ID: 'AKID0123456789',
  STORAGE_SECRET_KEY: '0123456789abcdef0123456789abcdef',
  WECHAT_MEMBER_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_DEALER_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_SALES_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_EVENT_TOKEN: '0123456789abcdef',
  WXPAY_MCHID: '1900000001',
  SMS_SECRET_ID: 'AKID0123456789',
  SMS_SECRET_KEY: '0123456789abcdef0123456789abcdef',
  KUAIDI_KEY: 'abcdefgh1234',
  MAP_KEY: 'ABCDE-FGHIJ-KLMNO',
  WECOM_BASE: 'https://qyapi.weixin.qq.com',
  WECOM_ROBOT_KEY: '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa',
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_SECRET: '0123456789abcdef0123456789abcdef0123456789a',
  SMTP_URL: 'smtps://smtp.exmail.qq.com:465',
  SMTP_USER: 'notice@example.com',
  SMTP_PASSWORD: '0123456789abcdef',
}

function problemNames(env: Record<string, string | undefined>): string[] {
  const result = readConfig(env)
  return result.ok ? [] : result.problems.map(({ name }) => name).sort()
}

describe('configuration', () => {
  test('the sandbox environment and a complete production environment are accepted', () => {
    expect(problemNames(sandboxEnv)).toEqual([])
    expect(problemNames(real)).toEqual([])
  })

  test('production refuses each sandbox address and each sandbox key by name', () => {
    for (const name of ['WECHAT_API_BASE', 'WXPAY_BASE', 'SMS_BASE', 'KUAIDI_BASE', 'MAP_BASE']) {
      expect(problemNames({ ...real, [name]: 'http://127.0.0.1:7700/peers/x' })).toEqual([name])
    }
    for (const name of ['WXPAY_MCHID', 'SMS_SECRET_ID', 'KUAIDI_KEY', 'MAP_KEY']) {
      expect(problemNames({ ...real, [name]: 'SBX-0123456789' })).toEqual([name])
    }
  })

  test('sandbox mode refuses each address off this machine and each real key by name', () => {
    expect(problemNames({ ...sandboxEnv, WXPAY_BASE: realValues.WXPAY_BASE })).toEqual([
      'WXPAY_BASE',
    ])
    expect(problemNames({ ...sandboxEnv, WXPAY_MCHID: '1900000001' })).toEqual(['WXPAY_MCHID'])
    expect(problemNames({ ...sandboxEnv, SMS_SECRET_ID: 'AKIDreal' })).toEqual(['SMS_SECRET_ID'])
  })

  test('a missing or weak secret stops the start and is named, never shown', () => {
    const weak = { ...sandboxEnv, CARD_PEPPER: 'short', SESSION_PEPPER: undefined }
    expect(problemNames(weak)).toEqual(['CARD_PEPPER', 'SESSION_PEPPER'])
    expect(() => requireConfig(weak)).toThrow(/CARD_PEPPER is not valid/)
    expect(() => requireConfig(weak)).not.toThrow(/short/)
  })

  test('the channels of colleagues may stay unset, each as a whole; mail leaves by TLS only', () => {
    const unset = Object.fromEntries(
      Object.keys(real)
        .filter((name) => /^(WECOM_|SMTP_|MAIL_FROM|ALARM_EMAIL)/.test(name))
        .map((name) => [name, name === 'WECOM_BASE' ? undefined : '']),
    )
    expect(problemNames({ ...real, ...unset })).toEqual([])
    expect(problemNames({ ...real, WECOM_AGENT_ID: '' })).toEqual(['WECOM_AGENT_ID'])
    expect(problemNames({ ...real, MAIL_FROM: '', ALARM_EMAIL: '' })).toEqual([
      'ALARM_EMAIL',
      'MAIL_FROM',
    ])
    expect(problemNames({ ...real, SMTP_URL: 'smtp://smtp.exmail.qq.com:25' })).toEqual([
      'SMTP_URL',
    ])
    expect(problemNames({ ...sandboxEnv, SMTP_URL: realValues.SMTP_URL })).toEqual(['SMTP_URL'])
    for (const name of ['WECOM_ROBOT_KEY', 'WECOM_SECRET', 'SMTP_PASSWORD'] as const) {
      expect(problemNames({ ...real, [name]: 'SBX-0123456789' })).toEqual([name])
      expect(problemNames({ ...sandboxEnv, [name]: realValues[name] })).toEqual([name])
    }
  })

  test('two keys may be active while one replaces the other', () => {
    const key = 'k'.repeat(32)
    const result = readConfig({ ...sandboxEnv, WXPAY_API_V3_KEY: `${key},${'n'.repeat(32)}` })
    expect(result.ok && result.config.WXPAY_API_V3_KEY).toEqual([key, 'n'.repeat(32)])
    expect(problemNames({ ...sandboxEnv, WXPAY_API_V3_KEY: 'too short' })).toContain(
      'WXPAY_API_V3_KEY',
    )
  })
})
