import type { Answer, CommandInput, CommandName, Failure } from '@xietong/client/caller'
import { useRef, useState } from 'react'
import { api, newKey } from '../api/api'

export interface Act<Name extends CommandName> {
  /** Runs once at a time: a second tap while it runs gives null and sends nothing. */
  readonly run: (input: CommandInput<Name>) => Promise<Answer<Name> | null>
  readonly running: boolean
  readonly failure: Failure | null
  readonly clear: () => void
}

/** After these nobody knows, or nothing happened, so that trying again must carry the same key. */
const OPEN = new Set(['TIMEOUT', 'OFFLINE', 'TRY_LATER'])

/**
 * A button that changes something. While the outcome of an input is unknown its key is kept:
 * pressing again asks for the outcome of the first try instead of acting twice.
 */
export function useAct<Name extends CommandName>(name: Name): Act<Name> {
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const busy = useRef(false)
  const open = useRef<{ input: string; key: string } | null>(null)

  const run = async (input: CommandInput<Name>) => {
    if (busy.current) return null
    busy.current = true
    setRunning(true)
    setFailure(null)
    const text = JSON.stringify(input)
    const key = open.current?.input === text ? open.current.key : newKey()
    open.current = { input: text, key }
    const answer = await api.act(name, input, key)
    if (answer.ok || !OPEN.has(answer.code)) open.current = null
    busy.current = false
    setRunning(false)
    setFailure(answer.ok ? null : answer)
    return answer
  }
  return { run, running, failure, clear: () => setFailure(null) }
}
