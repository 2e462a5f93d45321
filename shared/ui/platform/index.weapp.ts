import Taro from '@tarojs/taro'
import { phoneFile } from './phone-file'
import {
  type BarMetrics,
  type Consent,
  failed,
  type Outcome,
  type PickedFile,
  type PickWish,
  type Platform,
  type PutWish,
} from './platform'

/** WeChat rejects with `{ errMsg }`, not with an Error. */
function outcomeOf(error: unknown): Outcome<never> {
  const message = (error as { errMsg?: string } | null)?.errMsg ?? String(error)
  if (/cancel/.test(message)) return failed('cancel', '已取消')
  if (/deny|denied|auth|permission/.test(message)) {
    return failed('denied', '没有得到授权，可在右上角菜单的设置中打开')
  }
  return failed('error', '微信没有完成这次操作，请重试')
}

async function attempt<Value>(run: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await run() }
  } catch (error) {
    return outcomeOf(error)
  }
}

function barMetrics(): BarMetrics {
  const statusTop = Taro.getWindowInfo().statusBarHeight ?? 20
  const capsule = Taro.getMenuButtonBoundingClientRect()
  const gap = Math.max(capsule.top - statusTop, 4)
  return {
    statusTop,
    barHeight: capsule.height + 2 * gap,
    freeWidth: capsule.left - 8,
  }
}

/** The size of type is one setting for all of WeChat; 16 px is its usual. */
function typeScale(): number {
  const { fontSizeScaleFactor, fontSizeSetting } = Taro.getAppBaseInfo() as {
    fontSizeScaleFactor?: number
    fontSizeSetting?: number
  }
  return fontSizeScaleFactor ?? (fontSizeSetting ?? 16) / 16
}

async function isOnline(): Promise<boolean> {
  try {
    return (await Taro.getNetworkType()).networkType !== 'none'
  } catch {
    return true
  }
}

/** WeChat saves and shares files of the phone only. */
async function fetched(address: string): Promise<string> {
  return (await Taro.downloadFile({ url: address })).tempFilePath
}

function pickFiles({ count, kind }: PickWish): Promise<Outcome<readonly PickedFile[]>> {
  return attempt(async () => {
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: [kind === 'video' ? 'video' : 'image'],
      sizeType: ['compressed'],
      maxDuration: 60,
    })
    return tempFiles.map((file) =>
      phoneFile(file.tempFilePath, { size: file.size, cover: file.thumbTempFilePath }),
    )
  })
}

/** wx.uploadFile only posts forms, which object storage does not take; it tells no progress. */
function putFile({ url, type, bytes }: PutWish): Promise<Outcome<null>> {
  return attempt(async () => {
    const { statusCode } = await Taro.request({
      url: url.startsWith('/') ? `${API_BASE}${url}` : url,
      method: 'PUT',
      header: { 'content-type': type },
      data: bytes,
      timeout: 60_000,
    })
    if (statusCode !== 200) throw new Error(`HTTP ${statusCode}`)
    return null
  })
}

export const platform: Platform = {
  name: 'weapp',
  login: () => attempt(async () => (await Taro.login()).code),
  pay: (params) =>
    attempt(async () => {
      await Taro.requestPayment({
        ...params,
        signType: params.signType as 'RSA',
      })
      return null
    }),
  scan: () =>
    attempt(async () => (await Taro.scanCode({ scanType: ['qrCode', 'barCode'] })).result),
  subscribe: (templateIds) =>
    attempt(async () => {
      const answer: Record<string, unknown> = {
        ...(await Taro.requestSubscribeMessage({
          tmplIds: [...templateIds],
          entityIds: [],
        })),
      }
      const consents = templateIds.map((id) => [id, consentOf(answer[id])] as const)
      return Object.fromEntries(consents)
    }),
  chooseAddress: () =>
    attempt(async () => {
      const picked = await Taro.chooseAddress()
      return {
        name: picked.userName,
        phone: picked.telNumber,
        province: picked.provinceName,
        city: picked.cityName,
        district: picked.countyName,
        street: picked.detailInfo,
      }
    }),
  pickFiles,
  putFile,
  saveImage: (address) =>
    attempt(async () => {
      await Taro.saveImageToPhotosAlbum({ filePath: await fetched(address) })
      return null
    }),
  shareImage: (address) =>
    attempt(async () => {
      await Taro.showShareImageMenu({ path: await fetched(address) })
      return null
    }),
  assetUrl: (name) => `/assets/${name}`,
  fileUrl: (path) => (path.startsWith('/') ? `${API_BASE}${path}` : path),
  linkTo: (path) => `${API_BASE}${path}`,
  barMetrics,
  typeScale,
  isOnline,
}

function consentOf(value: unknown): Consent {
  return value === 'accept' || value === 'ban' ? value : 'reject'
}
