declare module '*.css'

/** Which of the three mini-programs is being built. */
declare const APP_NAME: 'member' | 'dealer' | 'sales'
/** Origin of the server; empty in the browser, where the pages come from the same host. */
declare const API_BASE: string

/** Taro reads these at build time. */
declare const defineAppConfig: <T>(config: T) => T
declare const definePageConfig: <T>(config: T) => T

declare module '@xietong/ui/build/taro-config.cjs' {
  /** The one Taro configuration of the three mini-programs. */
  export function taroConfig(app: object): object
}
