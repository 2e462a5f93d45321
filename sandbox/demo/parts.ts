import type { Deps } from '@xietong/functions/runtime/context'
import type { Sandbox } from '../sandbox'
import type { DemoCaller } from './caller'

export interface DemoParts {
  baseUrl: string
  /** Folder of the drawn pictures. */
  pictures: string
  deps: Deps
  sandbox: Sandbox
  say(words: string): void
}

/** What the later chapters of the demo build on. */
export interface DemoWorld extends DemoParts {
  caller: DemoCaller
  /** Session of the super administrator. */
  admin: string
}

/** A Shanghai day, some days from the moment of the demo. */
export function dayFrom(world: DemoWorld, days: number): string {
  const at = world.sandbox.clock.now().getTime() + days * 86_400_000 + 8 * 3_600_000
  return new Date(at).toISOString().slice(0, 10)
}
