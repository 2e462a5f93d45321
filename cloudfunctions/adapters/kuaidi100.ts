export function createTrackingClient(..._: unknown[]): never {
  return {} as never
}
