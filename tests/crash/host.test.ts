import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { consoleToken } from '../e2e/console-sign-in'
import { type Host, removeFolder, startHost, temporaryFolder } from '../e2e/host'

/** `npm start`, killed in the middle of writing: what it had acknowledged must be there again. */
const ROUNDS = 2
const WRITERS = 4
const dataDir = temporaryFolder()
let host: Host

beforeAll(async () => {
  host = await startHost(dataDir)
}, 420_000)
afterAll(async () => {
  await host?.stop()
  removeFolder(dataDir)
})

async function ask(name: string, input: object, token?: string) {
  const response = await fetch(`${host.url}/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(input),
  })
  return (await response.json()) as {
    ok: boolean
    value: { token: string; rows: { name: string }[] }
  }
}

const signIn = () => consoleToken(host.url, 'zhouyan')

/** Writes until the host is gone; answers the names that were acknowledged. */
async function writeUntilDead(token: string, mark: string): Promise<string[]> {
  const acknowledged: string[] = []
  for (let n = 0; ; n++) {
    const name = `${mark}-${n}`
    try {
      const input = { name, parentId: null, requestId: randomUUID() }
      const answer = await ask('organisation.createDepartment', input, token)
      if (answer.ok) {
        acknowledged.push(name)
      }
    } catch {
      return acknowledged
    }
  }
}

test('killed with SIGKILL while it writes, the host loses nothing that it acknowledged', async () => {
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const token = await signIn()
    const writers = Array.from({ length: WRITERS }, (_, n) =>
      writeUntilDead(token, `崩溃${round}${n}${randomUUID().slice(0, 4)}`),
    )
    while (
      (await ask('organisation.listDepartments', {}, token)).value.rows.length <
      40 * (round + 1)
    ) {
      // The loop itself waits for an answer: writing goes on meanwhile.
    }
    process.kill(Number(readFileSync(join(dataDir, 'host.lock'), 'utf8')), 'SIGKILL')
    acknowledged.push(...(await Promise.all(writers)).flat())
    await host.kill()
    host = await startHost(dataDir)
  }
  const list = await ask('organisation.listDepartments', {}, await signIn())
  const present = new Set(list.value.rows.map(({ name }) => name))
  expect(acknowledged.length).toBeGreaterThan(40)
  expect(acknowledged.filter((name) => !present.has(name))).toEqual([])
}, 300_000)
