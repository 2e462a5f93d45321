export function createWechatPayClient(..._: unknown[]): never {
  return {} as never
}
