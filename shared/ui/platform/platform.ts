/**
 * What WeChat and a browser do differently. Pages use this module and never the Taro API itself: a
 * production H5 build reports success for calls it does not support, payment included.
 */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason; readonly message: string }

/** cancel: the person closed it; denied: a right is missing; unsupported: not on this device. */
export type Reason = 'cancel' | 'denied' | 'unsupported' | 'error'

/** Parameters of wx.requestPayment as the server signs them. */
export interface PayParams {
  readonly timeStamp: string
  readonly nonceStr: string
  readonly package: string
  readonly signType: string
  readonly paySign: string
}

/** What the cashier of the browser form shows; WeChat shows its own. */
export interface PayNote {
  readonly amountFen: number
  readonly subject: string
}

export interface PickedAddress {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly street: string
}

export interface BarMetrics {
  /** Height of the system's status bar. */
  readonly statusTop: number
  /** Height of the title bar below it. */
  readonly barHeight: number
  /** Nothing of ours may lie right of this x in the title bar: there is WeChat's capsule. */
  readonly freeWidth: number
}

/** A picture or video that the person chose, still on the phone. */
export interface PickedFile {
  readonly name: string
  readonly size: number
  /** Address for a preview on this phone. */
  readonly preview: string
  read(): Promise<ArrayBuffer>
}

export interface PickWish {
  readonly count: number
  readonly kind: 'picture' | 'video'
}

/** One PUT of bytes to where the server says. */
export interface PutWish {
  readonly url: string
  readonly type: string
  readonly bytes: ArrayBuffer
  /** 0 to 100, where the phone can tell. */
  readonly onProgress: (percent: number) => void
}

export type Consent = 'accept' | 'reject' | 'ban'

export interface Platform {
  readonly name: 'weapp' | 'h5'
  /** A one-time code for the server's WeChat sign-in. */
  login(): Promise<Outcome<string>>
  pay(params: PayParams, note: PayNote): Promise<Outcome<null>>
  /** The text of a scanned code. */
  scan(): Promise<Outcome<string>>
  /** Asks for the right to send these subscription messages once each. */
  subscribe(templateIds: readonly string[]): Promise<Outcome<Record<string, Consent>>>
  chooseAddress(): Promise<Outcome<PickedAddress>>
  /** Album or camera. */
  pickFiles(wish: PickWish): Promise<Outcome<readonly PickedFile[]>>
  putFile(wish: PutWish): Promise<Outcome<null>>
  /** Saves a picture of ours to the album. */
  saveImage(address: string): Promise<Outcome<null>>
  /** Opens WeChat's sheet to send a picture to friends. */
  shareImage(address: string): Promise<Outcome<null>>
  /** Address of a file that was put into the artefact. */
  assetUrl(name: string): string
  /** Address of a file of the server (`/files/...`) or of anywhere else. */
  fileUrl(path: string): string
  /** The full address of a path of the server, for codes that another phone reads. */
  linkTo(path: string): string
  barMetrics(): BarMetrics
  /** How much larger than usual the person wants to read: 1 is usual. */
  typeScale(): number
  isOnline(): Promise<boolean>
}

export function failed(reason: Reason, message: string): Outcome<never> {
  return { ok: false, reason, message }
}
