import { formatYuan } from '@xietong/domain/kernel/money'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import { findBaseScene } from '@xietong/domain/scenes/base-scenes'
import { fillTitle } from '@xietong/domain/scenes/conditions'
import { planRepetition } from '@xietong/domain/scenes/repetition'
import { nextDeliveryOf } from '@xietong/domain/tasks/delivery-timing'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { accountsOf } from '../identity'
import { createSceneTask, refreshSceneRecords, resolveSceneRecords, taskStatesOf } from '../tasks'
import * as store from './run-store'
import { type SceneRecord, sceneQueries } from './scene-queries'
import { type SceneRow, selectScenesToRun } from './scene-store'

/** A run that has not ended after so long has died with its process. */
const DEAD_AFTER_MS = 10 * MINUTE_MS
const NOTHING = { checked: 0, matches: 0, newTasks: 0, duplicates: 0 }

/** Runs every scene of a frequency that is on; an error in one stops no other (CO-072, CO-073). */
export async function runScenes(
  deps: Deps,
  frequency: 'daily' | 'hourly',
  plannedAt: Date,
): Promise<void> {
  const codes = Object.keys(sceneQueries).filter(
    (code) => findBaseScene(code)?.frequency === frequency,
  )
  for (const scene of await selectScenesToRun(deps.db, codes, plannedAt)) {
    await runScene(deps, scene, plannedAt)
  }
}

async function runScene(deps: Deps, scene: SceneRow, plannedAt: Date): Promise<void> {
  const now = deps.now()
  const runId = await store.claimRun(deps.db, {
    id: deps.newId(),
    sceneId: scene.id,
    plannedAt,
    now,
    deadBefore: plusMs(now, -DEAD_AFTER_MS),
  })
  if (runId === null) {
    return
  }
  try {
    await runCommand(deps, 'scenes.run', (ctx) => findAndTell(ctx, scene, runId))
  } catch (error) {
    deps.log.error({ scene: scene.id, err: error }, 'scene failed')
    const message = error instanceof Error ? error.message : String(error)
    await store.endRun(deps.db, runId, {
      ...NOTHING,
      now: deps.now(),
      error: message || '未知错误',
    })
    await tellOwner(deps, scene, message)
  }
}

/** CO-073: whoever configured a scene hears that it failed. */
async function tellOwner(deps: Deps, scene: SceneRow, message: string): Promise<void> {
  await runCommand(deps, 'scenes.tell-failure', async (ctx) => {
    ctx.emit({
      code: 'co.scene.failed',
      subject: { kind: 'scene', id: scene.id },
      variables: { scene: scene.name, text: (message || '未知错误').slice(0, 200) },
      to: [{ kind: 'account', id: scene.createdBy }],
    })
  })
}

async function findAndTell(ctx: Ctx, scene: SceneRow, runId: string): Promise<void> {
  const query = sceneQueries[scene.baseCode]
  if (!query) {
    throw new Error(`no query for ${scene.baseCode}`)
  }
  const findings = await store.lockFindings(ctx.tx, scene.id)
  const { checked, records } = await query(ctx.tx, scene.conditions, ctx.now)
  const taskIds = [...new Set(findings.map((finding) => finding.taskId))]
  const known = store.knownFindings(findings, await taskStatesOf(ctx.tx, taskIds))
  const plan = planRepetition(records, known, { now: ctx.now, repeatDays: scene.repeatDays })

  const listed = plan.listed.map((record) => record.key)
  await refreshSceneRecords(ctx, taskIds, plan.listed)
  await store.touchFindings(ctx.tx, scene.id, listed, ctx.now)
  await resolveSceneRecords(ctx, taskIds, plan.resolved)
  await store.markFalse(ctx.tx, scene.id, plan.resolved, ctx.now)
  await store.forgetFindings(ctx.tx, scene.id, plan.forgotten)
  const newTasks = plan.fresh.length > 0 ? await tell(ctx, scene, plan.fresh) : 0
  await store.endRun(ctx.tx, runId, {
    checked,
    matches: records.length,
    newTasks,
    duplicates: plan.listed.length + plan.skipped.length,
    now: ctx.now,
  })
}

/**
 * One task a run with everything new; it is delivered at the scene's next time (CO-065, CO-070).
 */
async function tell(ctx: Ctx, scene: SceneRow, records: readonly SceneRecord[]): Promise<number> {
  const handlerAccountId = await handlerOf(ctx, scene)
  const owner = await nameOf(ctx, handlerAccountId)
  const found = { object: objectWords(records), owner, ...amountWords(records) }
  const values = { now: ctx.now, count: records.length, values: scene.conditions, found }
  const taskId = await createSceneTask(ctx, {
    scene: { id: scene.id, name: scene.name },
    title: fillTitle(scene.title, values),
    matter: scene.matter,
    priority: scene.priority,
    deliverAt: nextDeliveryOf(scene.timing, ctx.now),
    nodes: [{ name: '处理', matter: '', handlerAccountId, durationHours: scene.durationHours }],
    followerAccountIds: scene.followerAccountIds,
    escalation: scene.escalation,
    records,
  })
  const keys = records.map((record) => record.key)
  await store.rememberFindings(ctx.tx, scene.id, { keys, taskId, now: ctx.now })
  ctx.audit({
    objectKind: 'scene',
    objectId: scene.id,
    objectNo: scene.name,
    after: { taskId, records: records.length },
  })
  return 1
}

/** What the title calls the findings: the number of the first, and that there are more. */
function objectWords(records: readonly SceneRecord[]): string {
  const [first] = records
  const more = records.length > 1 ? ' 等' : ''
  return first ? `${first.recordNo}${more}` : '-'
}

/** What the findings are worth together; nothing where none of them has an amount. */
function amountWords(records: readonly SceneRecord[]): { amount?: string } {
  const amounts = records.flatMap((record) => record.amountFen ?? [])
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  return amounts.length > 0 ? { amount: formatYuan(total) } : {}
}

async function nameOf(ctx: Ctx, accountId: string): Promise<string> {
  return (await accountsOf(ctx.tx, [accountId])).get(accountId)?.name ?? '-'
}

/** The chosen handler; without one, or when they have left, whoever configured the scene. */
async function handlerOf(ctx: Ctx, scene: SceneRow): Promise<string> {
  const chosen = scene.handlerAccountId
  const accounts = await accountsOf(ctx.tx, chosen ? [chosen] : [])
  return chosen && accounts.get(chosen)?.active ? chosen : scene.createdBy
}
