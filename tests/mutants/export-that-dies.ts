import type { Handler } from '../../cloudfunctions/runtime/context'

/** A list whose process dies before it answers its page of this number; once. */
export function dyingBeforePage(
  handlers: ReadonlyMap<string, Handler>,
  name: string,
  page: number,
): ReadonlyMap<string, Handler> {
  const handler = handlers.get(name)
  if (!handler) {
    throw new Error(`no list ${name}`)
  }
  let asked = 0
  const run: Handler['run'] = (...given) => {
    asked += 1
    if (asked === page) {
      throw new Error('the process died here')
    }
    return handler.run(...given)
  }
  return new Map([...handlers, [name, { ...handler, run }]])
}
