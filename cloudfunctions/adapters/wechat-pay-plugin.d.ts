/**
 * The plugin's helpers are taken one by one: its entry would load axios and an XML parser, which
 * our
 * own transport makes unnecessary. The plugin declares no types for these files.
 */
declare module 'wechatpay-axios-plugin/lib/rsa' {
  import type { KeyObject } from 'node:crypto'

  const Rsa: {
    from(pem: string, type: 'public' | 'private'): KeyObject
    encrypt(plaintext: string, publicKey: KeyObject): string
    sign(message: string, privateKey: KeyObject): string
    verify(message: string, signature: string, publicKey: KeyObject): boolean
  }
  export default Rsa
}
declare module 'wechatpay-axios-plugin/lib/aes' {
  export const AesGcm: {
    decrypt(ciphertext: string, key: string, iv: string, aad?: string): string
  }
}
declare module 'wechatpay-axios-plugin/lib/formatter' {
  type Text = string | number

  const Formatter: {
    nonce(size?: number): string
    /** Merchant, nonce, signature, timestamp, serial number of the merchant certificate. */
    authorization(...parts: Text[]): string
    /** Method, path with query, timestamp, nonce, body. */
    request(...parts: Text[]): string
    /** Timestamp, nonce, body. */
    response(...parts: Text[]): string
    joinedByLineFeed(...parts: Text[]): string
  }
  export default Formatter
}
