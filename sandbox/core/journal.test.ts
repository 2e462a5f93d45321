import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from './journal'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xietong-journal-'))
  file = join(folder, 'peer.jsonl')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was synced is there after a kill, and a torn line is dropped', async () => {
  const store = await openJournal({ file, fsync: true })
  const cards = store.collection<{ n: number }>('cards')
  cards.put('a', { n: 1 })
  cards.put('b', { n: 2 })
  cards.remove('a')
  await store.sync()
  appendFileSync(file, '["cards","c",{"n":')
  const again = await openJournal({ file, fsync: true })
  expect(again.collection('cards').all()).toEqual([{ n: 2 }])
  again.collection<{ n: number }>('cards').put('d', { n: 4 })
  await again.close()
  const third = await openJournal({ file, fsync: true })
  expect(third.collection('cards').all()).toEqual([{ n: 2 }, { n: 4 }])
  await third.close()
  await store.close()
})

test('the file is rewritten when most of it is history, and nothing is lost', async () => {
  const store = await openJournal({ file, fsync: false })
  const rows = store.collection<number>('rows')
  for (let round = 0; round < 30; round += 1) {
    for (let index = 0; index < 1_000; index += 1) rows.put(String(index), round)
    const written = store.sync()
    rows.put('during', round)
    await written
  }
  await store.close()
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(25_000)
  const again = await openJournal({ file, fsync: false })
  expect(again.collection<number>('rows').size()).toBe(1_001)
  expect(again.collection<number>('rows').get('during')).toBe(29)
  expect(again.collection<number>('rows').get('999')).toBe(29)
  await again.close()
})

test('clearing is remembered', async () => {
  const store = await openJournal({ file, fsync: true })
  store.collection<number>('rows').put('a', 1)
  store.clear()
  store.collection<number>('rows').put('b', 2)
  await store.close()
  const again = await openJournal({ file, fsync: true })
  expect(again.collection('rows').all()).toEqual([2])
  await again.close()
})
