import { Agent, request } from 'node:http'
import { type Rig, somewhere } from '../rig/rig'
import { withKey } from '../rig/with-key'

const agent = new Agent({ keepAlive: true, maxSockets: 600 })

/** As little work as Node can do for a call, since client and server share the cores here. */
export function postJson<Answer>(
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer & { status: number }> {
  const text = JSON.stringify(body)
  return new Promise((done, fail) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      },
    })
    sent.once('error', fail)
    sent.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', fail)
      response.once('end', () => {
        try {
          const answer = JSON.parse(Buffer.concat(chunks).toString()) as Answer
          done({ ...answer, status: response.statusCode ?? 0 })
        } catch (error) {
          fail(error as Error)
        }
      })
    })
    sent.end(text)
  })
}

/** Like the caller of the tests, for benchmarks. */
export function lightCaller(baseUrl: string): Rig['call'] {
  return (token, name, input, from = somewhere()) =>
    postJson(`${baseUrl}/api/${name}`, withKey(name, input as Record<string, unknown>), {
      'x-test-address': from,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }) as never
}
