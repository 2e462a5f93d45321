import { createHash } from 'node:crypto'
import type { OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'

type Name = keyof Operations & string
type Sent<N extends Name> = SentInputOf<Operations[N]>
type Input<N extends Name> =
  Sent<N> extends { requestId: string } ? Omit<Sent<N>, 'requestId'> : Sent<N>

export interface DemoCaller {
  /**
   * Calls an operation over HTTP. `step` names the request: after a kill in the middle the same
   * steps are sent again and the product answers what it already did.
   */
  call<N extends Name>(
    step: { name: N; as: string | null; key: string },
    input: Input<N>,
  ): Promise<OutputOf<Operations[N]>>
  /** As above, with a fresh request every time: for reads and sign-ins. */
  ask<N extends Name>(name: N, as: string | null, input: Input<N>): Promise<OutputOf<Operations[N]>>
}

export class DemoRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export function demoCaller(baseUrl: string): DemoCaller {
  const post = async (name: string, token: string | null, body: object) => {
    const response = await fetch(`${baseUrl}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as Answer
    if (answer.ok) return answer.value
    throw new DemoRefused(
      answer.code,
      `${name}: ${answer.code} ${answer.message} ${JSON.stringify(answer.detail)}`,
    )
  }
  return {
    call: async ({ name, as, key }, input) =>
      (await post(name, as, { ...input, requestId: stepId(`${name}/${key}`) })) as never,
    ask: async (name, as, input) => {
      const body = isRead(name) ? input : { ...input, requestId: crypto.randomUUID() }
      return (await post(name, as, body)) as never
    },
  }
}

interface Answer {
  ok: boolean
  value: unknown
  code: string
  message: string
  detail: unknown
}

/** Reads take no request key. */
const isRead = (name: string): boolean =>
  /\.(get|list|count|sum|browse|quote|parse)[A-Z]/.test(name)

/** A request key that is the same in every run, in the form of a random uuid. */
function stepId(step: string): string {
  const hex = createHash('sha256').update(`xietong-demo/${step}`).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
