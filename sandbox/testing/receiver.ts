import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A receiver of callbacks that answers as told and keeps what came. */
export interface Receiver {
  url: string
  calls: ReceivedCall[]
  /** What the next calls are answered; the last one stays. */
  answer(status: number, body: string): void
  /** Resolves when `count` calls have come, or fails after some seconds. */
  until(count: number): Promise<ReceivedCall[]>
  close(): Promise<void>
}

export interface ReceivedCall {
  path: string
  headers: Headers
  body: string
}

export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = []
  let next = { status: 200, body: '' }
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
      calls.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(next.status).end(next.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer(status, body) {
      next = { status, body }
    },
    async until(count) {
      const limit = Date.now() + 5_000
      while (calls.length < count) {
        if (Date.now() > limit) throw new Error(`${calls.length} of ${count} calls came`)
        await new Promise((done) => setTimeout(done, 20))
      }
      return calls
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
