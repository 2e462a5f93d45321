import type { OutputOf } from '@xietong/domain/kernel/operation'
import { type getScene, listBaseScenes, listRuns } from '@xietong/domain/scenes/contract'
import { useRead } from '../../api/hooks'
import { Loaded } from '../../look/page-states'
import { priorityTable } from '../../look/states'
import { Fact, Facts } from '../../resource/facts'
import { useSource } from '../../resource/source'
import { accountSource } from '../tasks/account-source'
import { RunTable } from './run-table'
import { durationWords, frequencyWords, timingWords } from './scene-words'
import { TryOut } from './try-out'

type Scene = OutputOf<typeof getScene>

/** CO-062: all settings of a scene; below what it would find now and what its runs found. */
export function SceneBody({ scene }: { readonly scene: Scene }) {
  const runs = useRead(listRuns, { sceneId: scene.id })
  const base = useRead(listBaseScenes, {}).data?.rows.find(({ code }) => code === scene.baseCode)
  const people = useSource(accountSource).options
  const nameOf = (id: string) => people.find(({ value }) => value === id)?.label ?? '—'
  const labels = new Map(
    [...(base?.required ?? []), ...(base?.optional ?? [])].map(({ key, label }) => [key, label]),
  )
  const conditions = Object.entries(scene.conditions)
  return (
    <>
      <Facts>
        <Fact label="基础场景">{`${scene.baseCode} ${scene.baseName}`}</Fact>
        <Fact label="统计频率">
          {`${frequencyWords[scene.frequency].label}，${frequencyWords[scene.frequency].when}`}
        </Fact>
        <Fact label="业务类型">{scene.businessType}</Fact>
        <Fact label="条件" wide>
          {conditions.map(([key, value]) => `${labels.get(key) ?? key}：${value}`).join('；')}
        </Fact>
        <Fact label="任务标题" wide>
          {scene.title}
        </Fact>
        <Fact label="处理事项" wide>
          {scene.matter}
        </Fact>
        <Fact label="优先级">{priorityTable[scene.priority].label}</Fact>
        <Fact label="时限">{durationWords(scene.durationHours)}</Fact>
        <Fact label="通知时间">{timingWords(scene.timing)}</Fact>
        <Fact label="处理人">
          {scene.handlerAccountId ? nameOf(scene.handlerAccountId) : '记录负责人'}
        </Fact>
        <Fact label="关注人">{scene.followerAccountIds.map(nameOf).join('、')}</Fact>
        <Fact label="超时通知">{escalationWords(scene, nameOf)}</Fact>
        <Fact label="重复间隔">
          {scene.repeatDays === 0 ? '不再重复' : `${scene.repeatDays} 天`}
        </Fact>
        <Fact label="创建人">{scene.creatorName}</Fact>
      </Facts>
      <TryOut baseCode={scene.baseCode} conditions={scene.conditions} />
      <h3>运行记录</h3>
      <Loaded read={runs} what="运行记录">
        {({ rows }) => <RunTable rows={rows} />}
      </Loaded>
    </>
  )
}

function escalationWords({ escalation }: Scene, nameOf: (id: string) => unknown): string {
  if (!escalation) {
    return '不通知'
  }
  const who = escalation.accountIds.map(nameOf).join('、') || '处理人的上级'
  const again =
    escalation.everyHours === null
      ? ''
      : `，之后每 ${escalation.everyHours} 小时，最多 ${escalation.times} 次`
  return `马上通知${who}${again}`
}
