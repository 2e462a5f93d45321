export function createSmsClient(..._: unknown[]): never {
  return {} as never
}
