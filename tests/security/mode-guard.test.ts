import { fen } from '@xietong/domain/kernel/money'
import { compose } from '../../cloudfunctions/runtime/composition'
import { readConfig, requireConfig } from '../../cloudfunctions/runtime/config'
import { type Rig, startRig } from '../rig/rig'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

/** What a developer's machine would hold by mistake: real-looking credentials, sandbox addresses. */
const REAL = {
  WECHAT_MEMBER_APPID: 'wx1234567890abcdef',
  WECHAT_MEMBER_SECRET: '0123456789abcdef0123456789abcdef',
  WXPAY_MCHID: '1900000001',
  SMS_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  KUAIDI_KEY: 'abcdEFGH1234',
  MAP_KEY: 'OB4BZ-D4W3U-B7VVO-4PJWW-6TKDJ-WPB77',
} as const

function production(): Record<string, string> {
  return {
    ...rig.env,
    ...REAL,
    APP_ENV: 'production',
    PUBLIC_BASE_URL: 'https://api.example.com',
    WECHAT_API_BASE: 'https://api.weixin.qq.com',
    WXPAY_BASE: 'https://api.mch.weixin.qq.com',
    SMS_BASE: 'https://sms.tencentcloudapi.com',
    KUAIDI_BASE: 'https://poll.kuaidi100.com',
    MAP_BASE: 'https://apis.map.qq.com',
    STORAGE_BASE: 'https://xietong-1250000000.cos.ap-shanghai.myqcloud.com',
    STORAGE_SECRET_ID: REAL.SMS_SECRET_ID,
    STORAGE_SECRET_KEY: REAL.WECHAT_MEMBER_SECRET,
    WECHAT_DEALER_SECRET: REAL.WECHAT_MEMBER_SECRET,
    WECHAT_SALES_SECRET: REAL.WECHAT_MEMBER_SECRET,
    WECHAT_EVENT_TOKEN: REAL.WECHAT_MEMBER_SECRET,
    SMS_SECRET_KEY: REAL.WECHAT_MEMBER_SECRET,
  }
}

const refusedNames = (env: Record<string, string>) => {
  const result = readConfig(env)
  return result.ok ? [] : [...new Set(result.problems.map(({ name }) => name))]
}

test('IN-002 production refuses sandbox addresses and keys, the sandbox refuses real credentials, and no money moves', async () => {
  // A production deployment does not start with any one sandbox address or key.
  for (const name of ['WECHAT_API_BASE', 'WXPAY_BASE', 'SMS_BASE', 'KUAIDI_BASE', 'MAP_BASE']) {
    const env = { ...production(), [name]: rig.env[name] as string }
    expect(refusedNames(env)).toContain(name)
    expect(() => requireConfig(env)).toThrow(name)
  }
  for (const name of ['WXPAY_MCHID', 'SMS_SECRET_ID', 'KUAIDI_KEY', 'MAP_KEY'] as const) {
    expect(refusedNames({ ...production(), [name]: rig.env[name] as string })).toContain(name)
  }
  // The sandbox mode of the product does not start with real credentials or real addresses.
  for (const name of ['WXPAY_MCHID', 'SMS_SECRET_ID', 'KUAIDI_KEY', 'MAP_KEY'] as const) {
    expect(refusedNames({ ...rig.env, [name]: REAL[name] })).toEqual([name])
  }
  expect(refusedNames({ ...rig.env, WXPAY_BASE: 'https://api.mch.weixin.qq.com' })).toEqual([
    'WXPAY_BASE',
  ])
  // And should the guard of the product be gone, every sandbox peer refuses them by itself.
  const config = { ...rig.deps.config, ...REAL }
  const { deps } = compose({
    config,
    db: rig.deps.db,
    log: rig.deps.log,
    files: rig.deps.ports.files,
    now: rig.now,
  })
  const { wechat, wechatPay, sms, tracking, map } = deps.ports
  const prepay = {
    appId: REAL.WECHAT_MEMBER_APPID,
    outTradeNo: 'REAL0000000001',
    description: '真实凭证',
    totalFen: fen(100),
    payerOpenId: 'oSBXnobody',
    expiresAt: new Date(rig.now().getTime() + 60_000),
  }
  const answers = await Promise.all([
    wechatPay.prepay(prepay),
    wechatPay.refund({
      outTradeNo: 'REAL0000000001',
      outRefundNo: 'REALR000000001',
      refundFen: fen(100),
      totalFen: fen(100),
      reason: '真实退款',
    }),
    wechat.signIn('member', 'any-code'),
    sms.send({ phone: '13800001234', template: 'code', parameters: ['1', '5'], messageKey: 'k1' }),
    tracking.subscribe({ carrier: 'shunfeng', trackingNo: 'SF1534096288120', phone: '1234' }),
    map.locate('江苏省苏州市姑苏区平江路 12 号', '苏州市'),
  ])
  expect(answers.map(({ kind }) => kind)).not.toContain('done')
  const { rows } = (await (await fetch(`${rig.controlUrl}/_control/sms/outbox`)).json()) as {
    rows: unknown[]
  }
  expect(rows).toEqual([])
}, 60_000)
