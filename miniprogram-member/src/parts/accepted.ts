import { useQuery } from '@xietong/ui/hooks/use-query'
import { useState } from 'react'

/** The agreements that a first sign-in needs, and whether they have been ticked. */
export function useAgreements() {
  const query = useQuery('settings.listAgreements', {})
  const [ticked, setTicked] = useState(false)
  const [missing, setMissing] = useState(false)
  const rows = query.value?.rows ?? []
  return {
    query,
    rows,
    ticked,
    missing: missing && !ticked,
    tick: setTicked,
    /** True when ticked; otherwise marks the tick as missing. */
    check: () => {
      setMissing(!ticked)
      return ticked
    },
    accepted: rows.map(({ kind, version }) => ({ kind, version })),
  }
}
