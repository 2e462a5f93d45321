import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { isPeerAddress } from '../../cloudfunctions/adapters/peer-address'
import { exchange } from '../../cloudfunctions/adapters/transport'
import { readConfig } from '../../cloudfunctions/runtime/config'
import { type Rig, startRig } from '../rig/rig'
import { selfSignedServer } from '../rig/self-signed'
import { codeFiles } from '../tidy/source-tree'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const get = (url: string) => exchange({ method: 'GET', url, headers: {} })

describe('L3 outgoing connections', () => {
  test('a certificate that nobody vouches for is refused before anything is sent', async () => {
    const peer = await selfSignedServer()
    const answer = await get(`${peer.url}/secret`)
    expect(answer).toMatchObject({ kind: 'unreachable' })
    expect(answer).toMatchObject({ message: expect.stringMatching(/self.signed/) })
    expect(peer.heard).toEqual([])
    // The test can fail: a client that does not verify is answered.
    const careless = await new Promise<number | undefined>((done, fail) => {
      const options = { rejectUnauthorized: false }
      https
        .get(`${peer.url}/careless`, options, (answer) => done(answer.statusCode))
        .on('error', fail)
    })
    expect(careless).toBe(200)
    expect(peer.heard).toEqual(['/careless'])
    peer.close()
  })

  test('a redirect is an answer and is not followed', async () => {
    const heard: string[] = []
    const server = createServer((request, response) => {
      heard.push(request.url ?? '')
      response.writeHead(request.url === '/there' ? 200 : 302, { location: '/there' }).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/here`
    expect(await get(url)).toMatchObject({ kind: 'answer', status: 302 })
    expect(heard).toEqual(['/here'])
    // The test can fail: the usual client follows.
    expect((await fetch(url)).status).toBe(200)
    expect(heard).toEqual(['/here', '/here', '/there'])
    server.closeAllConnections()
    server.close()
  })

  test('only hosts of the configuration are called', async () => {
    const { config } = rig.deps
    const bases = [config.WECHAT_API_BASE, config.WXPAY_BASE, config.SMS_BASE, config.MAP_BASE]
    expect(bases.every((base) => isPeerAddress(config, `${base}/any`))).toBe(true)
    for (const url of [
      'http://169.254.169.254/latest',
      'https://example.com',
      'http://127.0.0.1:1',
    ]) {
      expect(isPeerAddress(config, url)).toBe(false)
    }
  })

  test('nothing else of the server opens a connection or turns verification off', () => {
    const open =
      /\bfetch\(|\baxios\b(?!-plugin)|\bundici\b|\b(https?|net|tls)\.(request|get|connect)\(/
    const careless = /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED|sslmode=no-verify/
    const own = codeFiles().filter(({ path }) =>
      /^cloudfunctions\/.*(?<!\.test|\.d)\.ts$/.test(path),
    )
    const found = (pattern: RegExp) =>
      own.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
    expect(found(open)).toEqual([])
    expect(found(careless)).toEqual([])
    expect(open.test("await fetch('https://example.com')")).toBe(true)
    expect(careless.test('ssl: { rejectUnauthorized: false }')).toBe(true)
    const transport = readFileSync(
      join(__dirname, '../../cloudfunctions/adapters/transport.ts'),
      'utf8',
    )
    expect(transport).toContain('(secure ? https : http).request(')
  })

  test('a database outside the private network needs a certificate to verify', () => {
    const names = (DATABASE_URL: string, more = {}) => {
      const read = readConfig({ ...rig.env, DATABASE_URL, ...more })
      return read.ok ? [] : read.problems.map(({ name }) => name)
    }
    expect(names('postgresql://app@db.example.com/xietong')).toEqual(['DATABASE_CA'])
    expect(names('postgresql://app@db.example.com/xietong', { DATABASE_CA: 'PEM' })).toEqual([])
    expect(names('postgresql://app@10.0.3.4/xietong')).toEqual([])
    expect(names('postgresql://app@10.0.3.4/xietong?sslmode=no-verify')).toEqual(['DATABASE_CA'])
  })
})
