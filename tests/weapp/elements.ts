import { copy, type Rendered, type RenderedText } from './machine'

/** `#id`, `.class`, a tag, or the innermost element whose text matches. */
export type Selector = string | RegExp

const BUBBLES = new Set(['tap', 'longpress', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])

function allBelow(node: Rendered | RenderedText): Rendered[] {
  return 'tag' in node ? [node, ...node.children.flatMap(allBelow)] : []
}

export function textOf(node: Rendered | RenderedText): string {
  if (!('tag' in node)) return node.text
  if (/^(input|textarea)$/.test(node.tag)) return ''
  const glue = /^(text|button)$/.test(node.tag) ? '' : '\n'
  return node.children.map(textOf).filter(Boolean).join(glue)
}

export function selected(root: Rendered, selector: Selector): Rendered[] {
  return allBelow(root).filter((node) => {
    if (selector instanceof RegExp) {
      const inner = node.children.some((child) => 'tag' in child && selector.test(textOf(child)))
      return selector.test(textOf(node)) && !inner
    }
    if (selector.startsWith('#')) return node.attrs.id === selector.slice(1)
    const classes = String(node.attrs.class ?? '').split(/\s+/)
    return selector.startsWith('.') ? classes.includes(selector.slice(1)) : node.tag === selector
  })
}

/** Query values stay percent-encoded, as in WeChat. */
export function optionsOf(query: string): Record<string, string> {
  const pairs = query.split('&').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

function reference(node: Rendered) {
  const data = Object.entries(node.attrs).filter(([name]) => name.startsWith('data-'))
  const camel = (name: string) =>
    name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return {
    id: String(node.attrs.id ?? ''),
    offsetLeft: 0,
    offsetTop: 0,
    dataset: Object.fromEntries(data.map(([name, value]) => [camel(name), value])),
  }
}

/**
 * Sends an event. Every bound ancestor must be reached: Taro queues a child's handlers until its
 * topmost bound ancestor is called, and stops propagation by itself.
 */
export function fire(
  node: Rendered,
  type: string,
  detail: object,
  fail: (error: unknown) => void,
): void {
  for (let at: Rendered | undefined = node; at; at = at.parent) {
    if (type === 'tap' && at.tag === 'button' && at.attrs.disabled) {
      throw new Error(`tap on the disabled button ${String(at.attrs.id ?? textOf(at))}`)
    }
  }
  let heard = 0
  for (let at: Rendered | undefined = node; at; at = BUBBLES.has(type) ? at.parent : undefined) {
    const listener = at.events[type]
    if (!listener?.handler) continue
    heard += 1
    try {
      const handler = at.owner[String(listener.handler)]
      if (typeof handler === 'function') handler.call(at.owner, eventOf(node, at, type, detail))
    } catch (error) {
      fail(error)
    }
    if (listener.stops) break
  }
  if (heard === 0) throw new Error(`nothing listens to ${type} on <${node.tag} ${node.attrs.id}>`)
}

function eventOf(target: Rendered, current: Rendered, type: string, detail: object) {
  const touch = { identifier: 0, pageX: 0, pageY: 0, clientX: 0, clientY: 0 }
  return {
    type,
    timeStamp: Date.now(),
    target: reference(target),
    currentTarget: reference(current),
    mark: {},
    detail: copy(detail),
    touches: [touch],
    changedTouches: [touch],
  }
}
