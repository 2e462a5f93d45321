import type { MiddlewareHandler } from 'hono'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const localNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } }
}

/**
 * The sandbox plays the outside world, so whoever reaches it can pay any order. Only this machine
 * may: by the address the connection comes from, and by the names a browser may use, so that a
 * foreign web page cannot reach it through its visitor either.
 */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const bindings = c.env as NodeBindings | undefined
  const address = bindings?.incoming?.socket?.remoteAddress
  if (address !== undefined && !loopback.has(address)) {
    return c.json({ ok: false, message: '沙箱只接受本机访问' }, 403)
  }
  const host = c.req.header('host')
  if (host !== undefined && !localNames.has(hostName(host))) {
    return c.json({ ok: false, message: '沙箱只接受本机地址' }, 403)
  }
  const origin = c.req.header('origin')
  if (origin !== undefined && !isLocalOrigin(origin)) {
    return c.json({ ok: false, message: '沙箱不接受其他网站的请求' }, 403)
  }
  return next()
}

const hostName = (host: string): string => host.replace(/:\d+$/, '')

function isLocalOrigin(origin: string): boolean {
  return URL.canParse(origin) && localNames.has(new URL(origin).hostname)
}
