import type { Deps } from '@xietong/functions/runtime/context'
import type { Sandbox } from '../sandbox'

export interface DemoParts {
  baseUrl: string
  deps: Deps
  sandbox: Sandbox
  say(words: string): void
}

/** Writes the demo data through the product's own operations, so that all its rules hold. */
export async function seedDemo({ say }: DemoParts): Promise<void> {
  say('演示数据待写入')
}
