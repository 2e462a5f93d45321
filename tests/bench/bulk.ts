import { fork } from 'node:child_process'
import { join } from 'node:path'
import { readSheet } from '../../cloudfunctions/contexts/bulk/workbook-reader'
import { signInAdmin } from '../rig/people'
import { fillOrders } from './lists'
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
