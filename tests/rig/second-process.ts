import { fork } from 'node:child_process'
import { bundleMain } from './bundle'
import { caller, type Rig } from './rig'

export interface SecondProcess {
  /** Where it hears API calls and callbacks. */
  readonly baseUrl: string
  readonly call: Rig['call']
  /** Sets its clock to the rig's, which a test moves. */
  follow(): Promise<void>
  stop(): void
}

/**
 * Starts the product a second time, as a process of its own beside the rig (two instances at once).
 */
export async function startSecondProcess(rig: Rig): Promise<SecondProcess> {
  const outfile = await bundleMain('rig/server-main.ts')
  const child = fork(outfile, {
    env: {
      PATH: process.env.PATH,
      ...rig.env,
      DATABASE_POOL_MAX: '20',
      CLOCK_SHIFT_MS: String(rig.now().getTime() - Date.now()),
    },
  })
  const port = await new Promise<number>((done, fail) => {
    child.once('message', (told) => done((told as { port: number }).port))
    child.once('exit', (code) => fail(new Error(`the second process ended with ${code}`)))
  })
  const follow = () =>
    new Promise<void>((done) => {
      child.once('message', () => done())
      child.send({ shiftMs: rig.now().getTime() - Date.now() })
    })
  const baseUrl = `http://127.0.0.1:${port}`
  return {
    baseUrl,
    follow,
    call: caller(baseUrl),
    stop: () => void child.kill('SIGKILL'),
  }
}
