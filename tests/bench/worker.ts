import { runJobs } from '../../cloudfunctions/runtime/jobs'
import { startProcess } from '../../cloudfunctions/runtime/process'

/**
 * The jobs function as a process of its own: ticks until no task of rows is left, then says how
 * long that took and how much memory it had at most.
 */
async function main(): Promise<void> {
  const { deps, close } = startProcess(process.env)
  const began = performance.now()
  await runJobs(deps, new Date(deps.now().getTime() + 600_000))
  const ms = performance.now() - began
  await close()
  process.send?.({ ms, maxRssMb: process.resourceUsage().maxRSS / 1_024 })
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  },
)
