import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

/** A refusal stays a refusal; only an answer that got lost is asked for again, once. */
const isLost = (error: Error) => error instanceof Problem && error.code === 'TIMEOUT'

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 1 && isLost(error),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
