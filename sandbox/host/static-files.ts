import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, Hono } from 'hono'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

export interface FrontEnd {
  /** Where it stands, for example /member. */
  path: string
  folder: string
  /** Whether unknown paths belong to its own router. */
  ownRouter: boolean
  /** What else is said with each of its files: the headers that static hosting is given. */
  headers?: Readonly<Record<string, string>>
}

/** docs/deploy.md names the same for production. */
export const consoleHeaders = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
} as const

/** Serves a built front end below its path. */
export function serveFolder(app: Hono, front: FrontEnd): void {
  app.get(front.path, (c) => c.redirect(`${front.path}/${new URL(c.req.url).search}`))
  app.get(`${front.path}/*`, (c) => answer(c, front))
}

async function answer(c: Context, front: FrontEnd): Promise<Response> {
  const asked = safePath(new URL(c.req.url).pathname.slice(front.path.length))
  const found = asked === undefined ? undefined : await load(join(front.folder, asked))
  const file = found ?? (front.ownRouter ? await load(join(front.folder, 'index.html')) : undefined)
  if (!file) return c.text('没有找到这个文件', 404)
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': types[extname(file.name)] ?? 'application/octet-stream',
      // Built files carry a hash in their name; pages must be asked for again.
      'Cache-Control': /[.-][0-9a-zA-Z_-]{8,}\.\w+$/.test(file.name)
        ? 'max-age=31536000'
        : front.headers
          ? 'no-store'
          : 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ...front.headers,
    },
  })
}

/** The path inside the folder; undefined when it would leave it. */
function safePath(encoded: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(encoded || '/'))
    if (path.includes('\0') || path.split(sep).includes('..')) return undefined
    return path.endsWith(sep) ? join(path, 'index.html') : path
  } catch {
    return undefined
  }
}

async function load(name: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  try {
    if (!(await stat(name)).isFile()) return undefined
    return { name, bytes: await readFile(name) }
  } catch {
    return undefined
  }
}
