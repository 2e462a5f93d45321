import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { receiveUpload, serveFile } from '../contexts/files'
import { openApiDocument, openApiPage } from './open-api'
import { type Pipeline, runOperation } from './run-operation'

const BODY_MAX = 1024 * 1024
const UPLOAD_MAX = 21 * 1024 * 1024

const HEADERS = {
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** The client's address: only the header that the platform's gateway sets, else the socket. */
export function clientAddress(pipeline: Pipeline, context: Context): string {
  const header = pipeline.deps.config.CLIENT_ADDRESS_HEADER
  const named = header ? context.req.header(header)?.split(',').at(-1)?.trim() : undefined
  const socket = (context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)
    ?.incoming?.socket?.remoteAddress
  return (named || socket || 'unknown').slice(0, 60)
}

function bearerToken(context: Context): string | null {
  const header = context.req.header('authorization') ?? ''
  const match = /^Bearer ([A-Za-z0-9_-]{20,64})$/.exec(header)
  return match?.[1] ?? null
}

async function operationRoute(pipeline: Pipeline, context: Context): Promise<Response> {
  const name = context.req.param('operation') ?? ''
  const input = await readJson(context)
  const answer = await runOperation(pipeline, {
    name,
    input,
    token: bearerToken(context),
    address: clientAddress(pipeline, context),
  })
  return context.json(answer.body, answer.status as 200, HEADERS)
}

/** A body that is not JSON becomes a value that no schema accepts. */
async function readJson(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text())
  } catch {
    return undefined
  }
}

function allowOrigins(pipeline: Pipeline, app: Hono): void {
  const allowed = pipeline.deps.config.ALLOWED_ORIGINS
  app.use('/api/*', async (context, next) => {
    const origin = context.req.header('origin')
    if (origin && allowed.includes(origin)) {
      context.header('access-control-allow-origin', origin)
      context.header('access-control-allow-headers', 'authorization, content-type')
      context.header('vary', 'origin')
    }
    if (context.req.method === 'OPTIONS') {
      return context.body(null, 204)
    }
    return next()
  })
}

const FILE_HEADERS = {
  'accept-ranges': 'bytes',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
}

async function fileRoute(pipeline: Pipeline, context: Context): Promise<Response> {
  const file = await serveFile(pipeline.deps, context.req.param('id') ?? '', {
    range: context.req.header('range'),
    until: context.req.query('until') ?? '',
    sign: context.req.query('sign') ?? '',
  })
  switch (file.kind) {
    case 'missing':
      return context.text('没有找到文件', 404)
    case 'over':
      return context.text('链接已过期，请回到页面重新打开', 403)
    case 'no-such-range':
      return context.body(null, 416, { 'content-range': `bytes */${file.size}` })
    case 'elsewhere':
      return context.body(null, 302, {
        location: file.url,
        'cache-control': 'private, max-age=3000',
      })
    case 'bytes': {
      const { range, size } = file
      const headers: Record<string, string> = {
        ...FILE_HEADERS,
        'content-type': file.type,
        'cache-control':
          file.access === 'public' ? 'public, max-age=31536000, immutable' : 'no-store',
      }
      if (range) {
        headers['content-range'] = `bytes ${range.from}-${range.to}/${size}`
      }
      return context.body(file.bytes as Uint8Array<ArrayBuffer>, range ? 206 : 200, headers)
    }
  }
}

/** The HTTP face of signed-in people: operations, files, and the API's own description. */
export function createApiApp(pipeline: Pipeline): Hono {
  const app = new Hono()
  allowOrigins(pipeline, app)
  app.get('/api/openapi.json', (context) => context.json(openApiDocument()))
  app.get('/api/docs', (context) => context.html(openApiPage()))
  app.get('/api/health', (context) => context.json({ ok: true }))
  const tooLarge = (context: Context) =>
    context.json(
      { ok: false, code: 'VALIDATION_FAILED', message: '提交的内容过大', detail: {} },
      413,
    )
  app.use('/api/*', bodyLimit({ maxSize: BODY_MAX, onError: tooLarge }))
  app.post('/api/:operation', (context) => operationRoute(pipeline, context))
  app.use('/files/upload/*', bodyLimit({ maxSize: UPLOAD_MAX, onError: tooLarge }))
  app.put('/files/upload/:token', async (context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer())
    const outcome = await receiveUpload(pipeline.deps, context.req.param('token'), bytes)
    return context.json(outcome, outcome.ok ? 200 : 400, HEADERS)
  })
  app.get('/files/:id', (context) => fileRoute(pipeline, context))
  return app
}
