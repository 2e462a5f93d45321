import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from '../../sandbox/peers/wechat-pay/certificate'

/** An HTTPS server whose certificate nobody vouches for; remembers the paths it was asked for. */
export async function selfSignedServer() {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const from = new Date(Date.now() - 86_400_000)
  const until = new Date(Date.now() + 86_400_000)
  const cert = selfSigned({ serial: '5B01', from, until, publicKey, privateKey })
  const heard: string[] = []
  const server = createServer({ key: privateKey, cert }, (request, response) => {
    heard.push(request.url ?? '')
    response.end('{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
