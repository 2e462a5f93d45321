import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../core/json'
import type { PeerName } from '../core/peer'
import { type ServedSandbox, serveSandbox } from '../serve'

export interface TestSandbox extends ServedSandbox {
  dataDir: string
  control(method: 'GET' | 'POST', path: string, body?: Json): Promise<Json>
  /** A control action; its value, or the refusal as an error. */
  act(peer: PeerName, action: string, body?: Json): Promise<Json>
  fault(peer: PeerName, body: Json): Promise<Json>
  end(): Promise<void>
}

/** A sandbox of its own on a free port, in a folder that goes away with it. */
export async function openTestSandbox(dataDir?: string): Promise<TestSandbox> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'xietong-sandbox-'))
  const served = await serveSandbox({ dataDir: folder, tickMs: 20 })
  const control = async (method: 'GET' | 'POST', path: string, body: Json = {}) => {
    const response = await fetch(`${served.baseUrl}/_control${path}`, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
    return (await response.json()) as Json
  }
  const valueAt = async (path: string, body: Json) => {
    const answer = await control('POST', path, body)
    if (answer.ok !== true) throw new Error(String(answer.message))
    return answer.value as Json
  }
  return {
    ...served,
    dataDir: folder,
    control,
    act: (peer, action, body = {}) => valueAt(`/${peer}/act`, { action, ...body }),
    fault: (peer, body) => valueAt(`/${peer}/fault`, body),
    async end() {
      await served.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
