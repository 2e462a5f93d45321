/** One element of a template; text stands as `{ text }`. */
export interface Element {
  readonly tag: string
  readonly attrs: Readonly<Record<string, string | true>>
  readonly children: Node[]
}
export type Node = Element | { readonly text: string }
export type Scope = Record<string, unknown>

const PIECES = new RegExp(
  [
    '<!--[\\s\\S]*?-->',
    '<\\/([\\w-]+)\\s*>',
    `<([\\w-]+)((?:\\s+[\\w:.-]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'))?)*)\\s*(\\/?)>`,
    '([^<]+)',
  ].join('|'),
  'g',
)
const ATTRIBUTE = /([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g

/** Reads WXML as the build wrote it. Anything that does not close is an error. */
export function parseWxml(source: string): Node[] {
  const root: Element = { tag: '#', attrs: {}, children: [] }
  const open: Element[] = [root]
  for (const [, closing, opening, attributes = '', empty, text] of source.matchAll(PIECES)) {
    const top = open[open.length - 1] ?? root
    if (closing) {
      if (top.tag !== closing) throw new Error(`wxml: </${closing}> closes <${top.tag}>`)
      open.pop()
    }
    if (opening) {
      const element = { tag: opening, attrs: attributesOf(attributes), children: [] }
      top.children.push(element)
      if (!empty) open.push(element)
    }
    if (text?.trim()) top.children.push({ text: text.trim() })
  }
  const left = open.pop()
  if (left !== root) throw new Error(`wxml: <${left?.tag}> is not closed`)
  return root.children
}

function attributesOf(source: string): Record<string, string | true> {
  const pairs = [...source.matchAll(ATTRIBUTE)]
  return Object.fromEntries(
    pairs.map(([, name = '', double, single]) => [name, double ?? single ?? true]),
  )
}

type Expression = (scope: object) => unknown
const known = new Map<string, Expression>()

/** Evaluates what stands in `{{ }}`: unknown names, and paths through undefined, give undefined. */
export function evaluate(code: string, scope: Scope): unknown {
  let expression = known.get(code)
  if (!expression) {
    expression = new Function('$scope', `with($scope){return (${code})}`) as Expression
    known.set(code, expression)
  }
  const names = new Proxy(scope, {
    has: () => true,
    get: (all, name) => (typeof name === 'symbol' ? undefined : all[name]),
  })
  try {
    return expression(names)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** `{{x}}` keeps its type, `a{{x}}` is a text. */
export function attribute(value: string | true | undefined, scope: Scope): unknown {
  if (typeof value !== 'string' || !value.includes('{{')) return value
  const whole = /^\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value)
  if (whole) return evaluate(whole[1] ?? '', scope)
  return value.replace(/\{\{([\s\S]*?)\}\}/g, (_, code: string) =>
    String(evaluate(code, scope) ?? ''),
  )
}

/** Sets `root.cn.[0].cn.[2].v` in nested data, making what is missing on the way. */
export function setPath(data: Scope, path: string, value: unknown): void {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = keys.pop()
  if (last === undefined) return
  let at = data
  keys.forEach((key, place) => {
    const next = keys[place + 1] ?? last
    at[key] ??= /^\d+$/.test(next) ? [] : {}
    at = at[key] as Scope
  })
  at[last] = value
}
