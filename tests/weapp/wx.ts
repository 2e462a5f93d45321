import http from 'node:http'
import type { Machine } from './machine'

type Options = Record<string, unknown> & {
  success?: (answer: unknown) => void
  fail?: (error: unknown) => void
  complete?: (answer: unknown) => void
}
type Act = (options: Options) => unknown

export interface Navigation {
  readonly go: (kind: string, url: string) => void
  readonly back: (delta: number) => void
}

export interface Peer {
  /** Where the server and the sandbox listen. */
  readonly origin: string
  readonly app: 'member' | 'dealer' | 'sales'
  /** The WeChat user who holds the phone. */
  readonly user: string
  /** What the person does in WeChat's own windows. */
  readonly wishes: {
    pay: 'pay' | 'cancel'
    online: boolean
    /** What they answer when a program asks for messages; absent = they accept. */
    consent?: 'accept' | 'reject' | 'ban' | 'fail'
    /** What the person picks from the album, by its temporary path. */
    album?: Readonly<Record<string, Buffer>>
  }
}

/** The origin that a build without `XIETONG_API_BASE` has written into the artefact. */
const BUILT_IN = /^http:\/\/127\.0\.0\.1:7700/

/**
 * The `wx` object. Requests go to the real server; sign-in, payment and consent go to the sandbox,
 * which is WeChat here. It must be complete before app.js is loaded: Taro copies its keys then.
 */
export function createWx(machine: Machine, peer: Peer, navigation: Navigation) {
  const call = caller(machine)
  const control = async (path: string, body: object) => {
    const answer = await post(`${peer.origin}/_control/${path}`, body, {})
    if (answer.statusCode !== 200) throw new Error(JSON.stringify(answer.data))
    return (answer.data as { value: Record<string, unknown> }).value
  }
  const request = async (options: Options) => {
    if (!peer.wishes.online) throw new Error('net::ERR_INTERNET_DISCONNECTED')
    const url = String(options.url).replace(BUILT_IN, peer.origin)
    const headers = (options.header ?? {}) as Record<string, string>
    return send(String(options.method ?? 'POST'), url, { body: options.data, headers })
  }
  const wx: Record<string, unknown> = {
    ...facts(peer),
    ...storage(call),
    ...quiet(call),
    ...album(call, peer),
    request: (options: Options) => {
      call('request', request)(options)
      return { abort() {}, onHeadersReceived() {}, offHeadersReceived() {} }
    },
    login: call('login', () => control('wechat/code', { app: peer.app, user: peer.user })),
    requestPayment: call('requestPayment', async (options) => {
      const { prepayId } = await control('wechat/pay', plain(options))
      await control('wechat-pay/act', { action: peer.wishes.pay, prepayId })
      if (peer.wishes.pay === 'cancel') throw new Error('cancel')
      return {}
    }),
    requestSubscribeMessage: call('requestSubscribeMessage', (options) => {
      const { consent = 'accept' } = peer.wishes
      if (consent === 'fail') throw new Error('20004 main switch is off')
      const templates = Object.fromEntries(
        (options.tmplIds as string[]).map((id) => [id, consent] as const),
      )
      return control('wechat/consent', { app: peer.app, user: peer.user, templates })
    }),
    chooseAddress: call('chooseAddress', () => ({
      userName: '诸葛婉清',
      telNumber: '13900007743',
      provinceName: '上海市',
      cityName: '上海市',
      countyName: '静安区',
      detailInfo: '南京西路 1266 号 4708 室',
    })),
    navigateBack: call('navigateBack', (options) => navigation.back(Number(options.delta ?? 1))),
  }
  for (const kind of ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab']) {
    wx[kind] = call(kind, (options) => navigation.go(kind, String(options.url)))
  }
  return { wx, phoneCode: () => control('wechat/phone-code', { app: peer.app, user: peer.user }) }
}

/** As the base library does it: callbacks when any is given, otherwise a promise. */
function caller(machine: Machine) {
  return (name: string, act: Act) =>
    (options: Options = {}) => {
      machine.calls.push({ name, arg: options })
      machine.inflight += 1
      const answer = Promise.resolve()
        .then(() => act(options))
        .then(
          (value) => ({ errMsg: `${name}:ok`, ...(value as object) }),
          (error: Error) => {
            // WeChat rejects with a plain object, not with an Error.
            throw { errMsg: `${name}:fail ${error.message}` }
          },
        )
        .finally(() => {
          machine.inflight -= 1
        })
      const { success, fail, complete } = options
      if (!success && !fail && !complete) return answer
      answer.then(
        (value) => {
          success?.(value)
          complete?.(value)
        },
        (error) => {
          fail?.(error)
          complete?.(error)
        },
      )
      return undefined
    }
}

/** Only what can be sent; the callbacks stay here. */
function plain(options: Options): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => typeof value !== 'function'),
  )
}

interface HttpAnswer {
  readonly statusCode: number
  readonly header: object
  readonly data: unknown
  readonly cookies: string[]
}

const post = (url: string, body: unknown, headers: Record<string, string>) =>
  send('POST', url, { body, headers })

/** Bytes as they are, everything else as JSON. */
function bodyOf(body: unknown): Buffer | string {
  const isBytes = Object.prototype.toString.call(body) === '[object ArrayBuffer]'
  return isBytes ? Buffer.from(body as ArrayBuffer) : JSON.stringify(body ?? {})
}

function send(
  method: string,
  url: string,
  { body, headers }: { body: unknown; headers: Record<string, string> },
): Promise<HttpAnswer> {
  const sentBody = bodyOf(body)
  const length = { 'content-length': String(Buffer.byteLength(sentBody)) }
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: { 'content-type': 'application/json', ...length, ...headers },
    }
    const sent = http.request(url, options, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        const statusCode = answer.statusCode ?? 0
        resolve({ statusCode, header: answer.headers, data: parsed(text), cookies: [] })
      })
    })
    sent.on('error', reject)
    sent.end(sentBody)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const system = {
  brand: 'devtools',
  model: 'iPhone 12',
  pixelRatio: 3,
  screenWidth: 390,
  screenHeight: 844,
  windowWidth: 390,
  windowHeight: 753,
  statusBarHeight: 47,
  language: 'zh_CN',
  version: '8.0.50',
  SDKVersion: '3.8.0',
  platform: 'ios',
  system: 'iOS 17.0',
  fontSizeSetting: 16,
  safeArea: { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 },
  host: { env: 'WeChat' },
  theme: 'light',
}

function facts(peer: Peer) {
  const launch = { path: '', query: {}, scene: 1001, referrerInfo: {} }
  return {
    env: { USER_DATA_PATH: 'http://usr' },
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getMenuButtonBoundingClientRect: () => ({
      left: 296,
      right: 383,
      top: 51,
      bottom: 83,
      width: 87,
      height: 32,
    }),
    getAccountInfoSync: () => ({ miniProgram: { appId: `wx-${peer.app}`, envVersion: 'develop' } }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    canIUse: () => true,
    nextTick: (run: () => void) => Promise.resolve().then(run),
    createSelectorQuery: selectorQuery,
    createIntersectionObserver: () => ({
      relativeTo() {
        return this
      },
      relativeToViewport() {
        return this
      },
      observe() {},
      disconnect() {},
    }),
    getUpdateManager: () => ({
      onCheckForUpdate() {},
      onUpdateReady() {},
      onUpdateFailed() {},
      applyUpdate() {},
    }),
  }
}

/** The album and the phone's files; a temporary path that is not there can no longer be read. */
function album(call: ReturnType<typeof caller>, { wishes }: Peer) {
  const readFile = call('readFile', ({ filePath }) => {
    const bytes = wishes.album?.[String(filePath)]
    if (!bytes) throw new Error('no such file or directory')
    return { data: Uint8Array.from(bytes).buffer }
  })
  return {
    chooseMedia: call('chooseMedia', ({ count, mediaType }) => {
      const wanted = (mediaType as string[]).includes('video') ? /\.mp4$/ : /\.(png|jpg)$/
      const paths = Object.keys(wishes.album ?? {}).filter((path) => wanted.test(path))
      if (paths.length === 0) throw new Error('cancel')
      const tempFiles = paths
        .slice(0, Number(count))
        .map((tempFilePath) => ({ tempFilePath, size: wishes.album?.[tempFilePath]?.length ?? 0 }))
      return { tempFiles }
    }),
    getFileSystemManager: () => ({ readFile }),
  }
}

function selectorQuery() {
  const box = { left: 0, top: 0, right: 390, bottom: 100, width: 390, height: 100 }
  const asked: boolean[] = []
  const query = {
    in: () => query,
    select: () => field(false),
    selectAll: () => field(true),
    selectViewport: () => field(false),
    exec: (answer?: (boxes: unknown[]) => void) => {
      setTimeout(() => answer?.(asked.map((many) => (many ? [box] : box))), 0)
    },
  }
  const field = (many: boolean) => {
    asked.push(many)
    const fields: object = new Proxy(
      {},
      { get: (_, name) => (name === 'exec' ? query.exec : () => query) },
    )
    return fields
  }
  return query
}

function storage(call: ReturnType<typeof caller>) {
  const kept = new Map<string, string>()
  const read = (key: string) => JSON.parse(kept.get(key) ?? '""') as unknown
  return {
    setStorageSync: (key: string, value: unknown) => kept.set(key, JSON.stringify(value)),
    getStorageSync: read,
    removeStorageSync: (key: string) => kept.delete(key),
    clearStorageSync: () => kept.clear(),
    getStorageInfoSync: () => ({ keys: [...kept.keys()], currentSize: 0, limitSize: 10_240 }),
    setStorage: call('setStorage', ({ key, data }) => {
      kept.set(String(key), JSON.stringify(data))
    }),
    getStorage: call('getStorage', ({ key }) => {
      if (!kept.has(String(key))) throw new Error('data not found')
      return { data: read(String(key)) }
    }),
    removeStorage: call('removeStorage', ({ key }) => {
      kept.delete(String(key))
    }),
  }
}

/** Calls whose success is all that matters here; what they were given stays in the record. */
function quiet(call: ReturnType<typeof caller>) {
  const names = [
    'showToast',
    'hideToast',
    'showLoading',
    'hideLoading',
    'setNavigationBarTitle',
    'setNavigationBarColor',
    'stopPullDownRefresh',
    'startPullDownRefresh',
    'pageScrollTo',
    'setClipboardData',
    'vibrateShort',
    'saveImageToPhotosAlbum',
    'showShareImageMenu',
    'previewImage',
    'setTabBarBadge',
    'removeTabBarBadge',
    'showTabBar',
    'hideTabBar',
    'hideKeyboard',
    'makePhoneCall',
    'reportEvent',
    'checkSession',
  ]
  const listeners = [
    'onAppShow',
    'onAppHide',
    'onError',
    'onUnhandledRejection',
    'onThemeChange',
    'onMemoryWarning',
    'onNetworkStatusChange',
    'onNeedPrivacyAuthorization',
  ]
  return {
    ...Object.fromEntries(names.map((name) => [name, call(name, () => ({}))])),
    ...Object.fromEntries(listeners.map((name) => [name, () => undefined])),
    getNetworkType: call('getNetworkType', () => ({ networkType: 'wifi' })),
    getSystemInfo: call('getSystemInfo', () => system),
    showModal: call('showModal', () => ({ confirm: true, cancel: false })),
    showActionSheet: call('showActionSheet', () => ({ tapIndex: 0 })),
    scanCode: call('scanCode', () => ({ result: '', scanType: 'QR_CODE' })),
  }
}
