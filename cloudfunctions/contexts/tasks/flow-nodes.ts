import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, type Result, refuse } from '@xietong/domain/kernel/result'
import type { createTask } from '@xietong/domain/tasks/contract'
import type { Tx } from '../../runtime/database'
import { accountsOf } from '../identity'
import type { NewNode } from './node-store'
import { selectTemplate, type TemplateNode } from './template-store'

export interface Flow {
  readonly templateName: string
  readonly nodes: readonly NewNode[]
}
type Published = Pick<InputOf<typeof createTask>, 'template' | 'handlerAccountId' | 'nodes'> & {
  readonly templateId?: string | undefined
}
type Problem = 'NOT_FOUND' | 'VALIDATION_FAILED' | 'TEMPLATE_OFF'

/** The nodes of a task by its template, each with a handler who is there (CO-023, CO-046). */
export async function flowOf(tx: Tx, task: Published): Promise<Result<Flow, Problem>> {
  if (task.template === 'simple') {
    return simpleFlow(tx, task.handlerAccountId)
  }
  if (task.template === 'empty') {
    return task.nodes.length === 0
      ? refuse('VALIDATION_FAILED', { fields: '至少要有一个带处理人的节点' })
      : checked(tx, '工作流空模板', task.nodes)
  }
  const template = task.templateId ? await selectTemplate(tx, task.templateId) : null
  if (!template) {
    return refuse('NOT_FOUND')
  }
  return template.on ? checked(tx, template.name, template.nodes) : refuse('TEMPLATE_OFF')
}

async function simpleFlow(
  tx: Tx,
  handlerAccountId: string | undefined,
): Promise<Result<Flow, Problem>> {
  if (handlerAccountId === undefined) {
    return refuse('VALIDATION_FAILED', { fields: '请选择处理人' })
  }
  const handler = (await accountsOf(tx, [handlerAccountId])).get(handlerAccountId)
  return handler?.active
    ? ok({
        templateName: '简易任务模板',
        nodes: [{ name: '处理', matter: '', handlerAccountId, durationHours: null }],
      })
    : refuse('NOT_FOUND')
}

async function checked(
  tx: Tx,
  templateName: string,
  nodes: readonly TemplateNode[],
): Promise<Result<Flow, Problem>> {
  const absent = await absentHandler(tx, nodes)
  return absent ? refuse('VALIDATION_FAILED', { fields: absent }) : ok({ templateName, nodes })
}

/** Which node's handler is not there or has left, in words; null when all are. */
export async function absentHandler(
  tx: Tx,
  nodes: readonly TemplateNode[],
): Promise<string | null> {
  const accounts = await accountsOf(tx, [...new Set(nodes.map((node) => node.handlerAccountId))])
  const absent = nodes.find((node) => !accounts.get(node.handlerAccountId)?.active)
  return absent ? `“${absent.name}”的处理人不存在或已停用` : null
}
