import type { Operation } from '@xietong/domain/kernel/operation'
import { commonRefusals, refusalTexts } from '@xietong/domain/kernel/refusals'
import { z } from '@xietong/domain/kernel/schema'
import { operations } from '@xietong/domain/operations'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'openapi-3.0' })

function pathOf(operation: Operation) {
  const refusals = [...operation.refusals, ...commonRefusals]
    .map((code) => `- \`${code}\` ${refusalTexts[code]}`)
    .join('\n')
  return {
    post: {
      operationId: operation.name,
      summary: operation.title,
      tags: [operation.name.split('.')[0]],
      description: `可调用：${Object.keys(operation.may).join('、')}\n\n可能的拒绝（按优先级）：\n${refusals}`,
      requestBody: {
        content: { 'application/json': { schema: schemaOf(operation.input, 'input') } },
      },
      responses: {
        200: {
          description: '成功',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { ok: { const: true }, value: schemaOf(operation.output, 'output') },
              },
            },
          },
        },
        default: { description: '拒绝：{ ok: false, code, message, detail, requestNo }' },
      },
      security: operation.may.anyone ? [] : [{ bearer: [] }],
    },
  }
}

/** OpenAPI 3.0 of the whole product, derived from the one list of operations. */
export function openApiDocument() {
  return {
    openapi: '3.0.3',
    info: { title: '蟹同 API', version: '0.1.0' },
    paths: Object.fromEntries(
      Object.values(operations).map((operation) => [`/api/${operation.name}`, pathOf(operation)]),
    ),
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)

function operationSection(operation: Operation): string {
  const schema = escapeHtml(JSON.stringify(schemaOf(operation.input, 'input'), null, 1))
  const refusals = operation.refusals
    .map((code) => `<li><code>${code}</code> ${escapeHtml(refusalTexts[code])}</li>`)
    .join('')
  return `<details id="${operation.name}"><summary><code>${operation.name}</code>
    <span>${escapeHtml(operation.title)}</span><em>${operation.kind === 'read' ? '查询' : '写入'} ·
    ${Object.keys(operation.may).join(' ')}</em></summary>
    <h4>输入</h4><pre>${schema}</pre><h4>拒绝</h4><ul>${refusals || '<li>只有通用拒绝</li>'}</ul></details>`
}

/** A plain page of the API: no script, nothing from elsewhere. */
export function openApiPage(): string {
  const groups = new Map<string, Operation[]>()
  for (const operation of Object.values(operations)) {
    const group = operation.name.split('.')[0] ?? ''
    groups.set(group, [...(groups.get(group) ?? []), operation])
  }
  const body = [...groups]
    .map(([name, list]) => `<h2>${name}</h2>${list.map(operationSection).join('')}`)
    .join('')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>蟹同 API</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>
body{font:14px/1.6 system-ui,sans-serif;margin:0 auto;max-width:960px;padding:24px}
body{color:#1f2328;background:#f6f4f0}
details{background:#fff;border:1px solid #e7e2da;border-radius:8px;margin:8px 0;padding:8px 16px}
summary{cursor:pointer;display:flex;gap:12px}
summary em{margin-left:auto;color:#6b7280;font-style:normal}
pre{overflow:auto;background:#faf8f5;padding:12px;border-radius:8px;font-size:12px}
code{color:#185960}
</style><h1>蟹同 API</h1><p>全部操作都是 <code>POST /api/&lt;名称&gt;</code>，
机器可读的描述在 <a href="/api/openapi.json">openapi.json</a>。</p>${body}</html>`
}
