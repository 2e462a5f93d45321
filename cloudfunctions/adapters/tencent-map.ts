export function createMapClient(..._: unknown[]): never {
  return {} as never
}
