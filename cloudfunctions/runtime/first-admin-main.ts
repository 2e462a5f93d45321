import { ensureFirstAdmin } from '../contexts/identity'
import { startProcess } from './process'

/**
 * Deploy step: makes the first super administrator when there is none; the password is changed at
 * sign-in.
 */
async function main(): Promise<void> {
  const { FIRST_ADMIN_LOGIN: login, FIRST_ADMIN_PASSWORD: password } = process.env
  if (!login || !password) {
    throw new Error('FIRST_ADMIN_LOGIN and FIRST_ADMIN_PASSWORD are needed')
  }
  const { deps, close } = startProcess(process.env)
  await ensureFirstAdmin(deps, { login, password, mustChangePassword: true })
  await close()
  process.stdout.write(`administrator ${login} is ready\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
