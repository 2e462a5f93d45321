import { useQuery } from '@xietong/ui/hooks/use-query'
import { useSignedIn } from '@xietong/ui/session/session'

const none: readonly string[] = []

/** The words that head office keeps for types, stages and forms. */
export function useChoices() {
  const signedIn = useSignedIn()
  const query = useQuery('sales.listChoices', signedIn ? {} : null)
  return {
    query,
    stages: query.value?.stages ?? none,
    forms: query.value?.forms ?? none,
    customerTypes: query.value?.customerTypes ?? none,
  }
}

export const asItems = (words: readonly string[]) =>
  words.map((word) => ({ key: word, label: word }))
