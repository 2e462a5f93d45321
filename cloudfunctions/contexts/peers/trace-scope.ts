import { AsyncLocalStorage } from 'node:async_hooks'

const scope = new AsyncLocalStorage<string>()

/** Every call to a peer made inside carries this trace number (IN-013). */
export function withTrace<Value>(traceNo: string, work: () => Promise<Value>): Promise<Value> {
  return scope.run(traceNo, work)
}

export function currentTrace(): string | undefined {
  return scope.getStore()
}
