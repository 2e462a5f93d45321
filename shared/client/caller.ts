import type { OutputOf, RefusalOf, SentInputOf } from '@xietong/domain/kernel/operation'
import type { CommonRefusal } from '@xietong/domain/kernel/refusals'
import type { Operations } from '@xietong/domain/operations'
import type { Sent, Transport } from './transport'

export type OperationName = keyof Operations & string

/** An empty input has an index signature, which would seem to hold every key. */
type HasKey<Sent> = string extends keyof Sent
  ? false
  : 'requestId' extends keyof Sent
    ? true
    : false

/** Names of the operations that change something: those whose input has a request key. */
export type CommandName = {
  [Name in OperationName]: HasKey<SentInputOf<Operations[Name]>> extends true ? Name : never
}[OperationName]
export type QueryName = Exclude<OperationName, CommandName>

export type Input<Name extends OperationName> = SentInputOf<Operations[Name]>
export type CommandInput<Name extends CommandName> = Omit<Input<Name>, 'requestId'>
export type Output<Name extends OperationName> = OutputOf<Operations[Name]>

/** What only the client can know. TIMEOUT: the request may have worked, ask again with its key. */
export type ClientCode = 'OFFLINE' | 'TIMEOUT'
export type CodeOf<Name extends OperationName> =
  | RefusalOf<Operations[Name]>
  | CommonRefusal
  | ClientCode

export interface Failure<Code extends string = string> {
  readonly ok: false
  readonly code: Code
  /** A sentence for the user. */
  readonly message: string
  readonly detail: Readonly<Record<string, unknown>>
  /** Number to quote to the hotline; null when the server was not reached. */
  readonly requestNo: string | null
}

export type Answer<Name extends OperationName> =
  | { readonly ok: true; readonly value: Output<Name> }
  | Failure<CodeOf<Name>>

export interface CallerOptions {
  readonly transport: Transport
  /** Prefix of every address: '' in the browser, `https://host` in WeChat. */
  readonly base: string
  /** The bearer token of the signed-in person, or null. */
  readonly token: () => string | null
  /** Called when the server no longer knows the session, before the answer is handed out. */
  readonly onSignedOut: () => void
  /** Makes a request key (UUID). Passed in, because phones have no `crypto`. */
  readonly newKey: () => string
  readonly wait: (ms: number) => Promise<void>
  readonly timeoutMs?: number
  /** Sent with every request, for example the device for the session list. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Caller {
  /** Asks for something; nothing changes on the server. */
  ask<Name extends QueryName>(name: Name, input: Input<Name>): Promise<Answer<Name>>
  /**
   * Changes something. The request key is made here unless given; when the outcome is unknown the
   * same key is asked again, so that the act happens once.
   */
  act<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    requestId?: string,
  ): Promise<Answer<Name>>
  /** Either kind, the input exactly as the contract has it (a command with its `requestId`). */
  call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Answer<Name>>
}

const sentences: Readonly<Record<ClientCode, string>> = {
  OFFLINE: '没有连上网络，请求还没有提交，请检查网络后重试',
  TIMEOUT: '没有收到服务器的结果，请勿重复操作，稍后重试会得到同一结果',
}
/** A read changes nothing, so that it needs no warning. */
const readSentences: Readonly<Record<ClientCode, string>> = {
  OFFLINE: '请检查网络设置，连上后重试',
  TIMEOUT: '没有收到服务器的回应，请检查网络后重试',
}
const BROKEN = '系统没有完成这次操作，请稍后重试或联系客服'

/** Waits before an unknown outcome is asked again with the same key. */
const REASK_MS = [800, 2_000] as const

export function createCaller(options: CallerOptions): Caller {
  async function send(name: string, input: object): Promise<Sent> {
    const token = options.token()
    return options.transport({
      url: `${options.base}/api/${name}`,
      body: { ...input },
      headers: {
        ...options.headers,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      timeoutMs: options.timeoutMs ?? 15_000,
    })
  }

  /** A late "signed out" of an earlier session says nothing about the one that began meanwhile. */
  async function settled<Name extends OperationName>(
    ask: () => Promise<Sent>,
  ): Promise<Answer<Name>> {
    const before = options.token()
    const answer = read<Name>(await ask())
    const isOver = !answer.ok && answer.code === 'UNAUTHENTICATED'
    if (isOver && options.token() === before) options.onSignedOut()
    return answer
  }

  async function sendUntilKnown(name: string, input: object): Promise<Sent> {
    let sent = await send(name, input)
    for (const pause of REASK_MS) {
      if (!isUnknown(sent)) return sent
      await options.wait(pause)
      const again = await send(name, input)
      // Offline now says nothing about the first try, which may have arrived.
      sent = again.kind === 'offline' ? { kind: 'lost' } : again
    }
    return sent
  }

  return {
    ask: async (name, input) => asRead(await settled(() => send(name, input as object))),
    act: (name, input, requestId) => {
      const keyed = { ...input, requestId: requestId ?? options.newKey() }
      return settled(() => sendUntilKnown(name, keyed))
    },
    call: async (name, input) => {
      const isWrite = 'requestId' in (input as object)
      if (isWrite) return settled(() => sendUntilKnown(name, input as object))
      return asRead(await settled(() => send(name, input as object)))
    },
  }
}

/** A gateway that gave up (502, 504) knows as little as we do. */
function isUnknown(sent: Sent): boolean {
  return sent.kind === 'lost' || (sent.kind === 'answer' && [502, 504].includes(sent.status))
}

function read<Name extends OperationName>(sent: Sent): Answer<Name> {
  if (sent.kind === 'offline') return clientFailure('OFFLINE')
  if (isUnknown(sent) || sent.kind === 'lost') return clientFailure('TIMEOUT')
  const body = sent.body as Partial<Omit<Failure, 'ok'>> & { ok?: unknown; value?: unknown }
  if (typeof body !== 'object' || body === null) return broken()
  if (body.ok === true) return { ok: true, value: body.value as Output<Name> }
  if (body.ok !== false || typeof body.code !== 'string') return broken()
  return {
    ok: false,
    code: body.code as CodeOf<Name>,
    message: body.message ?? BROKEN,
    detail: body.detail ?? {},
    requestNo: body.requestNo ?? null,
  }
}

function asRead<Name extends OperationName>(answer: Answer<Name>): Answer<Name> {
  if (answer.ok || (answer.code !== 'TIMEOUT' && answer.code !== 'OFFLINE')) return answer
  return { ...answer, message: readSentences[answer.code as ClientCode] }
}

function clientFailure(code: ClientCode): Failure<ClientCode> {
  return {
    ok: false,
    code,
    message: sentences[code],
    detail: {},
    requestNo: null,
  }
}

/** Something between us and the server answered, for example a portal of a hotel network. */
function broken(): Failure<'INTERNAL'> {
  return {
    ok: false,
    code: 'INTERNAL',
    message: BROKEN,
    detail: {},
    requestNo: null,
  }
}
