import type { AddressInfo } from 'node:net'
import { registerCallbacks } from '../../cloudfunctions/contexts/peers'
import { createHooksApp } from '../../cloudfunctions/hooks/app'
import { startProcess } from '../../cloudfunctions/runtime/process'
import { serveApp } from '../../cloudfunctions/runtime/serve'
import { separateCommits } from '../mutants/separate-commits'

/**
 * A process of the `hooks` function that the crash tests may kill. It tells its port on standard
 * output.
 * PLANTED_BUG makes it the deliberately wrong variant.
 */
const { pipeline, close } = startProcess(process.env)
if (process.env.PLANTED_BUG === 'separate-commits') {
  registerCallbacks({ 'wechat-pay/notify': separateCommits })
}
const server = serveApp(createHooksApp(pipeline), 0, close)
const tell = () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`)
if (server.listening) {
  tell()
} else {
  server.once('listening', tell)
}
