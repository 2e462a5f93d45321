export function createWechatClient(..._: unknown[]): never {
  return {} as never
}
