import { fork } from 'node:child_process'
import { join } from 'node:path'
import { cardImport } from '@xietong/domain/cards/imports'
import { withCheckDigit } from '@xietong/domain/kernel/check-digit'
import { readSheet } from '../../cloudfunctions/contexts/bulk/workbook-reader'
import { storeFile } from '../../cloudfunctions/contexts/files'
import { signInAdmin } from '../rig/people'
import { fillOrders } from '../rig/season'
import { createShop } from '../rig/shop'
import { makeWorkbook, XLSX } from '../rig/workbooks'
import { ROOT, type World } from './world'

export interface Worked {
  readonly ms: number
  /** Most memory the process that worked ever had, code and database client included. */
  readonly maxRssMb: number
}

/** One process of the jobs function works until no task is left. */
export async function work(world: World): Promise<Worked> {
  const child = fork(join(ROOT, 'dist', 'bench', 'worker.js'), [], {
    env: world.env,
    // As a function of 512 MB is run: without, Node fills a big machine before it cleans up.
    execArgv: ['--max-old-space-size=256'],
  })
  return new Promise((done, fail) => {
    child.once('message', (told) => done(told as Worked))
    child.once('exit', (code) => code !== 0 && fail(new Error(`the worker ended with ${code}`)))
  })
}

/** AD-007: all orders as a workbook, asked like a clerk asks. */
export async function exported(world: World, rows: number) {
  const { rig } = world
  const admin = await signInAdmin(rig)
  await fillOrders(world, rows)
  const { taskId } = await rig.do(admin, 'bulk.startExport', {
    list: 'orders.listOrders',
    query: JSON.stringify({ sort: '-createdAt' }),
    words: '全部',
  })
  const worked = await work(world)
  const task = await rig.do(admin, 'bulk.getTask', { taskId })
  if (task.state !== 'done' || task.resultFileId === null) {
    throw new Error(`the export ended ${task.state}: ${task.problem}`)
  }
  const bytes = await rig.deps.ports.files.get(task.resultFileId)
  let lines = 0
  for await (const { line } of readSheet(bytes ?? new Uint8Array())) {
    lines = line
  }
  return { ...worked, rows: task.done, lines: lines - 1, bytes: bytes?.length ?? 0 }
}

/** Numbers with a right check digit, all different. */
function* cardRows(rows: number, product: string): Generator<string[]> {
  for (let index = 0; index < rows; index++) {
    const number = withCheckDigit(String(20_000_000_000 + index * 7))
    yield [number, String(1_000_000_000 + index), product, '2026-秋', '']
  }
}

/** AD-152: card numbers from an Excel file, from the click to the last card. */
export async function imported(world: World, rows: number) {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin)
  const name = `蟹礼卡 ${rows}`
  await rig.do(admin, 'catalog.createCardProduct', {
    kind: 'physical',
    name,
    categoryId: null,
    faces: [],
    description: '',
    season: { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 },
    packageIds: [shop.packageId],
    retailFen: 88_800,
    subsidyFen: 0,
    quota: 1_000_000,
  })
  const titles = cardImport.columns.map(({ title }) => title)
  const bytes = await makeWorkbook(titles, [...cardRows(rows, name)])
  const fileId = rig.deps.newId()
  const { accountId } = await rig.do(admin, 'identity.getMe', {})
  await storeFile(rig.deps, {
    id: fileId,
    name: '卡号.xlsx',
    type: XLSX,
    bytes,
    access: 'private',
    owner: `console:${accountId}`,
  })
  const started = { kind: cardImport.name, fileId, remark: '' }
  const { taskId } = await rig.do(admin, 'bulk.startImport', started)
  const checked = await work(world)
  await rig.do(admin, 'bulk.takeGoodRows', { taskId })
  const taken = await work(world)
  const task = await rig.do(admin, 'bulk.getTask', { taskId })
  if (task.state !== 'done' || task.succeeded !== rows) {
    throw new Error(`the import ended ${task.state} with ${task.succeeded}: ${task.problem}`)
  }
  const maxRssMb = Math.max(checked.maxRssMb, taken.maxRssMb)
  return { checkMs: checked.ms, takeMs: taken.ms, maxRssMb, bytes: bytes.length }
}
