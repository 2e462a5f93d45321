import Taro from '@tarojs/taro'

/** Small values kept on this device, one set per app (in a browser all apps share one origin). */
export function readStored<Value>(key: string): Value | null {
  try {
    const value: unknown = Taro.getStorageSync(`${APP_NAME}:${key}`)
    return value === '' || value === undefined || value === null ? null : (value as Value)
  } catch {
    return null
  }
}

/** A full or forbidden storage must not stop anybody: the value lives until the app closes. */
export function writeStored(key: string, value: unknown): void {
  try {
    if (value === null) Taro.removeStorageSync(`${APP_NAME}:${key}`)
    else Taro.setStorageSync(`${APP_NAME}:${key}`, value)
  } catch {
    return
  }
}
