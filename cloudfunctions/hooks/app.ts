import { Hono } from 'hono'

export function createHooksApp(..._: unknown[]): Hono {
  return new Hono()
}
