import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alarmWords, callWords, peerWords } from './peer-words'

const server = join(__dirname, '../../../../cloudfunctions')
const sources = ['adapters', 'contexts']
  .flatMap((folder) =>
    readdirSync(join(server, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(server, folder, file),
    ),
  )
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))

const found = (pattern: RegExp) => [
  ...new Set(
    sources.flatMap((text) => [...text.matchAll(pattern)].flatMap(([, code]) => code ?? [])),
  ),
]
const unsaid = (codes: readonly string[], words: (code: string) => string) =>
  codes.filter((code) => words(code) === code)

test('every peer, call and alarm of the server has words that a clerk reads', () => {
  const alarms = found(/(?:raiseAlarm|alarm)\([^)]*?kind: '([a-z-]+)'/gs)
  const calls = [...found(/\bcall: '([a-z-]+)'/g), ...found(/\bname: '((?:find|send)-[a-z]+)'/g)]
  const peers = found(/\bpeer: '([a-z0-9-]+)'/g)
  expect([alarms.length > 10, calls.length > 15, peers.length > 5]).toEqual([true, true, true])
  expect(unsaid(alarms, alarmWords)).toEqual([])
  expect(unsaid(calls, callWords)).toEqual([])
  expect(unsaid(peers, peerWords)).toEqual([])
})
