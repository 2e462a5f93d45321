/**
 * The plugin's helpers are taken one by one: its entry would load axios and an XML parser, which our
 * own transport makes unnecessary. The plugin declares no types for these files.
 */
declare module 'wechatpay-axios-plugin/lib/rsa' {
  import type { KeyObject } from 'node:crypto'

  export default class Rsa {
    static from(pem: string, type: 'public' | 'private'): KeyObject
    static sign(message: string, privateKey: KeyObject): string
    static verify(message: string, signature: string, publicKey: KeyObject): boolean
  }
}
declare module 'wechatpay-axios-plugin/lib/aes' {
  export const AesGcm: {
    decrypt(ciphertext: string, key: string, iv: string, aad?: string): string
  }
}
declare module 'wechatpay-axios-plugin/lib/formatter' {
  export default class Formatter {
    static nonce(size?: number): string
    static authorization(
      mchid: string,
      nonce: string,
      signature: string,
      timestamp: number,
      serial: string,
    ): string
    static request(
      method: string,
      uri: string,
      timestamp: number,
      nonce: string,
      body?: string,
    ): string
    static response(timestamp: string, nonce: string, body?: string): string
    static joinedByLineFeed(...pieces: string[]): string
  }
}
