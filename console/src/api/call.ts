import { type Caller, createCaller, type Failure } from '@xietong/client/caller'
import { fetchTransport } from '@xietong/client/fetch-transport'
import type { Operation, OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import { Problem } from './problem'
import { newRequestKey } from './request-key'
import { currentSession, end } from './session'

export type AnyOperation = Operation
/** What a page hands to a command: everything but the request key, which `act` adds. */
export type ActInput<Op> = Omit<SentInputOf<Op>, 'requestId'>

const caller: Caller = createCaller({
  transport: fetchTransport({
    fetch: (url, init) => fetch(url, init as RequestInit),
    isOnline: () => navigator.onLine,
    timeout: (ms) => AbortSignal.timeout(ms),
  }),
  base: '',
  token: () => currentSession().token,
  onSignedOut: () => {
    if (currentSession().token) {
      end('登录已失效，请重新登录，之后会回到刚才的页面。')
    }
  },
  newKey: newRequestKey,
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
})

/** Calls one operation of the contract; rejects with a Problem that carries a sentence to show. */
export async function call<Op extends Pick<AnyOperation, 'name'>>(
  operation: Op,
  input: SentInputOf<Op>,
): Promise<OutputOf<Op>> {
  // The caller is typed by the list of operations; here the operation itself carries the types.
  const send = caller.call as (name: string, sent: unknown) => Promise<CallAnswer<OutputOf<Op>>>
  const answer = await send(operation.name, input)
  if (answer.ok) {
    return answer.value
  }
  const { code, message, detail, requestNo } = answer
  throw new Problem(code, message, detail, requestNo ?? '')
}

type CallAnswer<Value> = { readonly ok: true; readonly value: Value } | Failure
