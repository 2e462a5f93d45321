export function createDirectoryStore(..._: unknown[]): never {
  return {} as never
}
