import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import vm from 'node:vm'
import { JSDOM } from 'jsdom'
import { hook, type Machine } from './machine'
import { createWx, type Peer } from './wx'

/** The parts of WeChat's own component engine that are used here; its packages are untyped. */
interface CodeSpace {
  addCompiledTemplate(file: string, template: object): void
  addComponentStaticConfig(file: string, config: object): void
  componentEnv(file: string, run: (env: Record<string, unknown>) => void): void
}
interface PageRoot {
  get(): Record<string, unknown>
  attach(body: unknown, place: unknown): void
  getComponent(): { getShadowRoot(): EngineNode | null }
}
interface EngineNode {
  querySelector(selector: string): (EngineNode & { dispatchEvent(event: unknown): void }) | null
}
interface Engine {
  readonly Event: new (name: string, detail: object, options: object) => unknown
}

const DOM_NAMES = [
  'document',
  'Element',
  'HTMLElement',
  'Node',
  'DocumentFragment',
  'ShadowRoot',
  'MutationObserver',
  'Event',
  'CustomEvent',
] as const

/** The engine draws into a document; it finds one under its global names. */
function openDocument(): JSDOM {
  const dom = new JSDOM('<!doctype html><body><div id="root"></div></body>', {
    pretendToBeVisual: true,
  })
  const inside = dom.window as unknown as Record<string, unknown>
  const names = Object.fromEntries(DOM_NAMES.map((name) => [name, inside[name]]))
  Object.assign(globalThis, names, {
    window: dom.window,
    IntersectionObserver: class {
      observe() {}
      disconnect() {}
    },
    requestAnimationFrame: (run: () => void) => setTimeout(run, 16),
  })
  return dom
}

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesBelow(path.join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  )
}

/** Compiles every template of the artefact with the engine's own compiler. */
function compile(dist: string, space: CodeSpace): void {
  const { TmplGroup } = require('glass-easel-template-compiler')
  const group = new TmplGroup()
  const files = filesBelow(dist)
  const text = (file: string) => readFileSync(path.join(dist, file), 'utf8')
  for (const file of files) {
    if (file.endsWith('.wxs')) group.addScript(file.slice(0, -4), text(file))
    if (file.endsWith('.wxml')) group.addTmpl(file.slice(0, -5), text(file))
  }
  const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<
    string,
    unknown
  >
  for (const file of files) {
    const name = file.replace(/\.\w+$/, '')
    if (file.endsWith('.wxml')) {
      const content = groupList[name]
      space.addCompiledTemplate(name, { groupList, content, fallbackListenerOnNativeNode: true })
    }
    if (file.endsWith('.json') && !/^(app|project|sitemap)\b/.test(file)) {
      space.addComponentStaticConfig(name, JSON.parse(text(file)))
    }
  }
}

/** Loads scripts of the artefact; `env` is what the engine gives the component being defined. */
function createLoader(dist: string, wx: object, machine: Machine) {
  let env: Record<string, unknown> = {}
  const define = (name: string) => (definition: unknown) => {
    const registering = env[name]
    return typeof registering === 'function' ? registering(definition) : undefined
  }
  const context = vm.createContext({
    wx,
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    App: (hooks: Record<string, unknown>) => {
      machine.app = hooks
    },
    getApp: () => machine.app,
    getCurrentPages: () => machine.stack,
    Page: define('Page'),
    Component: define('Component'),
    Behavior: define('Behavior'),
    // The engine checks what it is given against its own constructors.
    Object,
    Array,
    String,
    Number,
    Boolean,
    Function,
  })
  const modules = new Map<string, { exports: unknown }>()
  const load = (name: string): unknown => {
    const file = name.replace(/\.js$/, '')
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(file, module)
    const source = readFileSync(path.join(dist, `${file}.js`), 'utf8')
    const hidden = 'window,document,self,global,process,fetch'
    const run = vm.runInContext(
      `(function(require,module,exports,${hidden}){${source}\n})`,
      context,
    )
    run((other: string) => load(path.join(path.dirname(file), other)), module, module.exports)
    return module.exports
  }
  return {
    load,
    within: (next: Record<string, unknown>, file: string) => {
      env = next
      load(file)
    },
  }
}

/** Shows one page of the artefact in the engine that WeChat's own team publishes. */
export async function openInEngine(dist: string, page: string, peer: Peer) {
  const dom = openDocument()
  const { MiniProgramEnv } = require('glass-easel-miniprogram-adapter')
  const engine = require('glass-easel') as Engine
  const env = new MiniProgramEnv()
  const space = env.createCodeSpace('', true) as CodeSpace
  compile(dist, space)
  const machine = { errors: [], calls: [], stack: [], app: {}, inflight: 0, timers: 0 }
  const state = machine as unknown as Machine
  const { wx } = createWx(state, peer, { go: () => undefined, back: () => undefined })
  const { load, within } = createLoader(dist, wx, state)
  load('app')
  const natives = ['comp', 'custom-wrapper', 'custom-tab-bar/index', 'privacy/index']
  for (const file of [...natives, page]) {
    if (!existsSync(path.join(dist, `${file}.js`))) continue
    space.componentEnv(file, (given) => within(given, file))
  }
  const launched = { path: page, query: {}, scene: 1001, referrerInfo: {} }
  hook(state.app, 'onLaunch', launched)
  hook(state.app, 'onShow', launched)
  const root = env.associateBackend().createRoot('body', space, page) as PageRoot
  const shown = root.get()
  shown.route = page
  state.stack.push(shown as never)
  root.attach(dom.window.document.body, dom.window.document.getElementById('root'))
  for (const name of ['onLoad', 'onShow', 'onReady']) hook(shown, name, {})
  return {
    text: () => (dom.window.document.body.textContent ?? '').replace(/\s+/g, ' '),
    tap: (selector: string) => {
      const found = root.getComponent().getShadowRoot()?.querySelector(selector)
      if (!found) throw new Error(`nothing matches ${selector}`)
      const options = { bubbles: true, composed: true, capturePhase: true }
      found.dispatchEvent(new engine.Event('tap', { x: 1, y: 2 }, options))
    },
    calls: machine.calls as { readonly name: string; readonly arg: unknown }[],
    close: () => dom.window.close(),
  }
}
