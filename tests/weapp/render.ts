import { readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import { copy, type Hooks, hook, type Instance, type Machine, type Rendered, soon } from './machine'
import { createTemplates, type Template } from './templates'
import { attribute, type Element, evaluate, type Node, type Scope, setPath } from './wxml'

/** WeChat refuses more in one call; the budget of a first screen is far below. */
const SET_DATA_MAX = 1 << 20
const EVENT = /^(?:capture-)?(bind|catch|mut-bind):?(\w+)$/

interface Place {
  readonly instance: Instance
  readonly scope: Scope
  readonly named: Template['named']
  readonly parent: Rendered
  readonly seen: Set<string>
}

/** What rendering needs besides the data. */
interface Engine {
  readonly machine: Machine
  readonly load: (file: string) => unknown
  readonly fail: (error: unknown) => void
  readonly templateOf: (file: string) => Template
}

export interface Renderer {
  readonly create: (definition: Hooks, file: string) => Instance
  readonly render: (instance: Instance) => Rendered
}

/** Turns data into elements by the templates of the artefact, and keeps the components in them. */
export function createRenderer(
  machine: Machine,
  load: (file: string) => unknown,
  fail: (error: unknown) => void,
): Renderer {
  const engine = { machine, load, fail, templateOf: createTemplates(machine.dist) }
  return {
    create: (definition, file) => create(engine, definition, file),
    render: (instance) => render(engine, instance),
  }
}

function create(engine: Engine, definition: Hooks, file: string, data?: Hooks): Instance {
  const instance: Instance = {
    ...definition,
    ...(definition.methods as Hooks | undefined),
    is: file,
    route: file,
    __route__: file,
    data: copy(data ?? (definition.data as Hooks | undefined) ?? {}),
    parts: new Map(),
    received: new Map(),
  }
  instance.setData = (change: Hooks, after?: () => void) => {
    const text = JSON.stringify(change, refuseFunctions)
    const bytes = Buffer.byteLength(text)
    engine.machine.sizes.push({ page: file, bytes })
    if (bytes > SET_DATA_MAX) engine.fail(new Error(`setData over 1 MiB on ${file}`))
    for (const [key, value] of Object.entries(JSON.parse(text) as Hooks)) {
      setPath(instance.data, key, value)
    }
    render(engine, instance)
    if (after) soon(engine.machine, () => after.call(instance))
  }
  instance.selectComponent = (selector: string) =>
    [...instance.parts.values()].find((part) => `#${part.id}` === selector) ?? null
  return instance
}

function render(engine: Engine, instance: Instance): Rendered {
  const template = engine.templateOf(instance.is)
  const root: Rendered = { tag: 'page', attrs: {}, events: {}, children: [], owner: instance }
  const seen = new Set<string>()
  const scope = { ...template.modules, ...instance.data }
  walk(engine, template.body, { instance, scope, named: template.named, parent: root, seen })
  for (const [key, part] of instance.parts) {
    if (seen.has(key)) continue
    lifetime(part, 'detached')
    instance.parts.delete(key)
  }
  if (instance.tabBar) adopt(root, render(engine, instance.tabBar))
  return root
}

function walk(engine: Engine, nodes: readonly Node[], place: Place): void {
  let taken = false
  for (const node of nodes) {
    if ('text' in node) {
      place.parent.children.push({ text: String(attribute(node.text, place.scope) ?? '') })
      continue
    }
    const { attrs } = node
    if ('wx:elif' in attrs || 'wx:else' in attrs) {
      if (taken || ('wx:elif' in attrs && !attribute(attrs['wx:elif'], place.scope))) continue
      taken = true
    } else if ('wx:if' in attrs) {
      taken = Boolean(attribute(attrs['wx:if'], place.scope))
      if (!taken) continue
    }
    if ('wx:for' in attrs) each(engine, node, place)
    else one(engine, node, place)
  }
}

function each(engine: Engine, node: Element, place: Place): void {
  const item = String(node.attrs['wx:for-item'] ?? 'item')
  const index = String(node.attrs['wx:for-index'] ?? 'index')
  const rows = (attribute(node.attrs['wx:for'], place.scope) ?? []) as unknown[]
  rows.forEach((row, at) => {
    one(engine, node, { ...place, scope: { ...place.scope, [item]: row, [index]: at } })
  })
}

function one(engine: Engine, node: Element, place: Place): void {
  if (node.tag === 'block') walk(engine, node.children, place)
  else if (node.tag === 'template') insert(engine, node, place)
  else element(engine, node, place)
}

function element(engine: Engine, node: Element, place: Place): void {
  const made: Rendered = {
    tag: node.tag,
    attrs: {},
    events: {},
    children: [],
    parent: place.parent,
    owner: place.instance,
  }
  for (const [name, value] of Object.entries(node.attrs)) {
    const event = EVENT.exec(name)
    if (event) {
      const handler = attribute(value, place.scope)
      made.events[event[2] ?? ''] = { handler, stops: event[1] === 'catch' }
    } else if (!name.startsWith('wx:')) {
      made.attrs[name] = attribute(value, place.scope)
    }
  }
  place.parent.children.push(made)
  const file = usedComponents(engine.machine, place.instance.is)[node.tag]
  if (file) component(engine, file, made, place)
  else walk(engine, node.children, { ...place, parent: made })
}

function insert(engine: Engine, node: Element, place: Place): void {
  const name = String(attribute(node.attrs.is, place.scope))
  const found = place.named[name]
  if (!found) {
    engine.fail(new Error(`no template ${name} on ${place.instance.is}`))
    return
  }
  const inside = /^\{\{([\s\S]*)\}\}$/.exec(String(node.attrs.data ?? '{{}}'))?.[1] ?? ''
  const data = evaluate(`{${inside}}`, place.scope) as Scope
  const scope = { ...found.home.modules, ...data }
  const named = { ...place.named, ...found.home.named }
  walk(engine, found.element.children, { ...place, scope, named })
}

function component(engine: Engine, file: string, host: Rendered, place: Place): void {
  const { definitions } = engine.machine
  if (!definitions.has(file)) engine.load(file)
  const definition = definitions.get(file) ?? {}
  const properties = (definition.properties ?? {}) as Record<
    string,
    { value?: unknown } | undefined
  >
  const { attrs } = host
  const sid = (attrs.i as { sid?: string } | undefined)?.sid
  const key = `${host.tag}:${sid ?? attrs['data-sid'] ?? attrs.id ?? place.seen.size}`
  place.seen.add(key)
  const before = place.instance.parts.get(key)
  const defaults = Object.entries(properties).map(([name, property]) => [name, property?.value])
  const data = { ...(definition.data as Hooks | undefined), ...Object.fromEntries(defaults) }
  const part = before ?? create(engine, definition, file, data)
  place.instance.parts.set(key, part)
  if (typeof attrs.id === 'string') part.id = attrs.id
  part.host = host
  for (const name of Object.keys(properties)) receive(part, name, attrs[name])
  part.properties = part.data
  part.props = part.data
  if (!before) lifetime(part, 'attached')
  adopt(host, render(engine, part))
}

/** `attached` may stand at the top of a definition or below `lifetimes`. */
function lifetime(part: Instance, name: 'attached' | 'detached'): void {
  const below = (part.lifetimes as Hooks | undefined)?.[name]
  if (typeof below === 'function') below.call(part)
  else hook(part, name)
}

function receive(part: Instance, name: string, value: unknown): void {
  const text = JSON.stringify(value)
  if (value === undefined || part.received.get(name) === text) return
  part.received.set(name, text)
  part.data[name] = copy(value)
}

function adopt(parent: Rendered, rendered: Rendered): void {
  for (const child of rendered.children) {
    if ('tag' in child) child.parent = parent
    parent.children.push(child)
  }
}

function refuseFunctions(key: string, value: unknown): unknown {
  if (typeof value === 'function') throw new Error(`setData: function at ${key}`)
  return value
}

function usedComponents(machine: Machine, file: string): Record<string, string> {
  const own = JSON.parse(readFileSync(path.join(machine.dist, `${file}.json`), 'utf8'))
  const all = { ...machine.appJson.usingComponents, ...own.usingComponents } as Record<
    string,
    string
  >
  const beside = (name: string) =>
    name.startsWith('/') ? name.slice(1) : path.join(path.dirname(file), name)
  return Object.fromEntries(Object.entries(all).map(([tag, name]) => [tag, beside(name)]))
}
