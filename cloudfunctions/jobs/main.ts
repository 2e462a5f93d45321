import { runJobs } from '../runtime/jobs'
import { startProcess } from '../runtime/process'

const TICK_MS = 50_000
let started: ReturnType<typeof startProcess> | undefined

/** Event function called by the platform's timer once a minute. */
export async function main(): Promise<{ ok: true; timers: string[] }> {
  started ??= startProcess(process.env)
  const { deps } = started
  const { timers } = await runJobs(deps, new Date(deps.now().getTime() + TICK_MS))
  return { ok: true, timers }
}
