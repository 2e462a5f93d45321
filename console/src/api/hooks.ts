import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import { type ActInput, type AnyOperation, call } from './call'
import { isUnsettled } from './problem'
import { keyOf, settle } from './request-key'
import { holds, type Right, useSession } from './session'

interface ReadOptions {
  readonly enabled?: boolean
  /** Asks again every so many milliseconds while the page is visible. */
  readonly every?: number
  /** Keeps the old answer on screen while another page or filter is fetched. */
  readonly keep?: boolean
}

/** Reads an operation; two places that ask the same share one call. */
export function useRead<Op extends AnyOperation>(
  operation: Op,
  input: SentInputOf<Op>,
  options: ReadOptions = {},
) {
  return useQuery<OutputOf<Op>, Error>({
    queryKey: [operation.name, input],
    queryFn: () => call(operation, input),
    enabled: options.enabled ?? true,
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  } as never)
}

export interface Act<Op> {
  readonly operation: Op
  readonly input: ActInput<Op>
  /** What the key belongs to; a form passes itself, a button is known by what it sends. */
  readonly intention?: string
}

/** Sends one command with its request key and refreshes what is on screen after it. */
export async function act<Op extends AnyOperation>(what: Act<Op>): Promise<OutputOf<Op>> {
  const intention = what.intention ?? `${what.operation.name} ${JSON.stringify(what.input)}`
  try {
    const input = { ...what.input, requestId: keyOf(intention) } as unknown as SentInputOf<Op>
    const value = await call(what.operation, input)
    settle(intention)
    return value
  } catch (error) {
    if (!isUnsettled(error)) {
      settle(intention)
    }
    throw error
  }
}

export function useAct<Op extends AnyOperation>() {
  const client = useQueryClient()
  return useMutation<OutputOf<Op>, Error, Act<Op>>({
    mutationFn: (what) => act(what),
    onSettled: () => client.invalidateQueries(),
  })
}

/** The operations of the contract the signed-in account may call: menus and buttons follow it. */
export function useMay(): (operation: Pick<AnyOperation, 'may'>) => boolean {
  const { account } = useSession()
  return (operation) => operation.may.anyone === true || holds(operation.may.console, account)
}

export function useHolds(): (permission: Right | undefined) => boolean {
  const { account } = useSession()
  return (permission) => holds(permission, account)
}
