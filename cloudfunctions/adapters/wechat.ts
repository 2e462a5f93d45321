import { maskPhone } from '@xietong/domain/kernel/mask'
import type {
  CheckScene,
  Program,
  ShippingReport,
  WechatIdentity,
  WechatPort,
} from '../contexts/peers/port'
import type { Config } from '../runtime/config'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, jsonOf, type RawAnswer } from './peer-call'
import { wechatAnswer } from './wechat-answer'
import { type TokenCalls, withTokens } from './wechat-call'
import { echoOf, readWechatEvent, suggestionOf } from './wechat-event'
import { shanghaiStamp } from './wechat-pay-fields'
import type { AppKeys } from './wechat-token'

function appKeys(config: Config): Readonly<Record<Program, AppKeys>> {
  return {
    member: { appId: config.WECHAT_MEMBER_APPID, secret: config.WECHAT_MEMBER_SECRET },
    dealer: { appId: config.WECHAT_DEALER_APPID, secret: config.WECHAT_DEALER_SECRET },
    sales: { appId: config.WECHAT_SALES_APPID, secret: config.WECHAT_SALES_SECRET },
  }
}

/** The WeChat mini-program platform of our three programs. */
export function createWechatClient(tools: PeerTools): WechatPort {
  const { config } = tools
  const apps = appKeys(config)
  const base = config.WECHAT_API_BASE.replace(/\/$/, '')
  const calls = withTokens(tools, apps)
  const { ask, tell } = calls
  return {
    ...contentChecks(tools.config, calls),
    appId: (program) => apps[program].appId,
    signIn: (program, code) => signIn(tools, { base, app: apps[program] }, code),
    phoneNumber: (program, code) =>
      ask(
        program,
        { call: 'phone-number', path: '/wxa/business/getuserphonenumber', body: { code } },
        (raw) => phoneFrom(raw),
      ),
    sendSubscription: (request) =>
      tell(request.program, {
        call: 'send-subscription',
        path: '/cgi-bin/message/subscribe/send',
        body: {
          touser: request.openId,
          template_id: request.templateId,
          page: request.page,
          data: Object.fromEntries(
            Object.entries(request.data).map(([name, value]) => [name, { value }]),
          ),
          miniprogram_state: 'formal',
          lang: 'zh_CN',
        },
      }),
    messageTemplates: (program) =>
      ask(program, { call: 'message-templates', path: '/wxaapi/newtmpl/gettemplate' }, (raw) =>
        templatesFrom(raw),
      ),
    reportShipping: (program, report) =>
      tell(program, {
        call: 'report-shipping',
        path: '/wxa/sec/order/upload_shipping_info',
        body: shippingBody(config.WXPAY_MCHID, report),
      }),
    reportedParcels: (program, outTradeNo) =>
      ask(
        program,
        {
          call: 'query-shipping',
          path: '/wxa/sec/order/get_order',
          body: { merchant_id: config.WXPAY_MCHID, merchant_trade_no: outTradeNo },
        },
        (raw) => parcelsFrom(raw),
      ),
    miniProgramCode: (program, scene, page) =>
      ask(
        program,
        {
          call: 'mini-program-code',
          path: '/wxa/getwxacodeunlimit',
          body: { scene, page, check_path: true, env_version: 'release' },
        },
        (raw) => (jsonOf(raw.body) ? null : new Uint8Array(raw.body)),
      ),
  }
}

const SCENES: Readonly<Record<CheckScene, number>> = { profile: 1, comment: 2 }
const PICTURE = 2
const VERSION = 2

/** IN-034, IN-123: words are answered at once, pictures by an event. */
function contentChecks(
  config: Config,
  { ask }: TokenCalls,
): Pick<WechatPort, 'checkText' | 'checkPicture' | 'readEvent' | 'echo'> {
  const appIds = Object.values(appKeys(config)).map(({ appId }) => appId)
  const keys = { ...config, appIds }
  return {
    checkText: (program, { openId, scene, text }) =>
      ask(
        program,
        {
          call: 'check-text',
          path: '/wxa/msg_sec_check',
          body: { version: VERSION, openid: openId, scene: SCENES[scene], content: text },
        },
        (raw) => {
          const result = jsonOf(raw.body)?.result as { suggest?: unknown } | undefined
          const suggestion = suggestionOf(result?.suggest)
          return suggestion && { suggestion }
        },
      ),
    checkPicture: (program, { openId, url }) =>
      ask(
        program,
        {
          call: 'check-picture',
          path: '/wxa/media_check_async',
          body: {
            version: VERSION,
            openid: openId,
            scene: SCENES.comment,
            media_type: PICTURE,
            media_url: url,
          },
        },
        (raw) => {
          const checkNo = jsonOf(raw.body)?.trace_id
          return typeof checkNo === 'string' && checkNo !== '' ? { checkNo } : null
        },
      ),
    readEvent: (query, body) => readWechatEvent(keys, query, body),
    echo: (query) => echoOf(keys, query),
  }
}

/** IN-022: the session_key is dropped here; it opens nothing that we need. */
async function signIn(
  tools: PeerTools,
  at: { base: string; app: AppKeys },
  code: string,
): Promise<PeerAnswer<WechatIdentity>> {
  const query = new URLSearchParams({
    appid: at.app.appId,
    secret: at.app.secret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  return askPeer(
    tools,
    {
      peer: 'wechat',
      call: 'sign-in',
      method: 'GET',
      url: `${at.base}/sns/jscode2session?${query}`,
      headers: {},
    },
    (raw) =>
      wechatAnswer(raw, () => {
        const { openid, unionid } = jsonOf(raw.body) ?? {}
        return typeof openid === 'string' && openid !== ''
          ? { openId: openid, unionId: typeof unionid === 'string' ? unionid : null }
          : null
      }),
  )
}

/** The content of a template names its fields: `订单编号：{{character_string1.DATA}}`. */
function templatesFrom(raw: RawAnswer): ReadonlyMap<string, readonly string[]> | null {
  const data = jsonOf(raw.body)?.data
  if (!Array.isArray(data)) {
    return null
  }
  return new Map(
    data.flatMap((one: { priTmplId?: unknown; content?: unknown }) =>
      typeof one.priTmplId === 'string' && typeof one.content === 'string'
        ? [[one.priTmplId, [...one.content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(fieldNameOf)]]
        : [],
    ),
  )
}

const fieldNameOf = (match: RegExpMatchArray): string => match[1] ?? ''

function phoneFrom(raw: RawAnswer): { phone: string } | null {
  const info = jsonOf(raw.body)?.phone_info as Record<string, unknown> | undefined
  const phone = info?.purePhoneNumber
  return typeof phone === 'string' && /^1\d{10}$/.test(phone) ? { phone } : null
}

/**
 * IN-035: the receiver's phone goes out masked, and only for SF, which shows a route only with
 * it.
 */
function shippingBody(merchantId: string, report: ShippingReport) {
  return {
    order_key: {
      order_number_type: 1,
      mchid: merchantId,
      out_trade_no: report.outTradeNo,
    },
    logistics_type: report.logisticsType,
    delivery_mode: report.deliveryMode,
    ...(report.deliveryMode === 2 ? { is_all_delivered: report.allDelivered } : {}),
    shipping_list: report.items.map((item) => ({
      item_desc: Array.from(item.description).slice(0, 120).join(''),
      ...(report.logisticsType === 1
        ? { tracking_no: item.trackingNo, express_company: item.carrier }
        : {}),
      ...(item.carrier === 'SF' && item.receiverPhone
        ? { contact: { receiver_contact: maskPhone(item.receiverPhone) } }
        : {}),
    })),
    upload_time: shanghaiStamp(report.uploadedAt),
    payer: { openid: report.payerOpenId },
  }
}

function parcelsFrom(raw: RawAnswer): string[] | null {
  const order = jsonOf(raw.body)?.order as { shipping?: { shipping_list?: unknown } } | undefined
  const list = order?.shipping?.shipping_list
  return Array.isArray(list)
    ? list.map((parcel: { tracking_no?: unknown }) => String(parcel.tracking_no ?? ''))
    : null
}
