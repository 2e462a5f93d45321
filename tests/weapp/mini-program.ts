import { readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import { fire, optionsOf, type Selector, selected, textOf } from './elements'
import {
  type AppJson,
  type Hooks,
  hook,
  type Instance,
  type Machine,
  type Rendered,
  soon,
  topOf,
} from './machine'
import { createPhone } from './phone'
import { createRenderer } from './render'
import { createWx, type Peer } from './wx'

const STACK_MAX = 10
const TAB_BAR = 'custom-tab-bar/index'

export interface MiniProgramOptions extends Peer {
  /** Folder of the built artefact. */
  readonly dist: string
  readonly log?: (...said: unknown[]) => void
}

function machineOf(dist: string): Machine {
  const appJson = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as AppJson
  const inPackages = (appJson.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => path.join(root, page)),
  )
  return {
    dist,
    appJson,
    pages: [...appJson.pages, ...inPackages],
    tabs: (appJson.tabBar?.list ?? []).map(({ pagePath }) => pagePath),
    definitions: new Map(),
    errors: [],
    calls: [],
    sizes: [],
    stack: [],
    kept: new Map(),
    app: {},
    timers: 0,
    inflight: 0,
  }
}

/** Runs the built artefact of a mini-program: no layout, everything else as on a phone. */
export function createMiniProgram(options: MiniProgramOptions) {
  const machine = machineOf(options.dist)
  const { wx, phoneCode } = createWx(machine, options, {
    go: (kind, url) => pages.go(kind, url),
    back: (delta) => pages.back(delta),
  })
  const { load, fail } = createPhone(machine, wx, options.log ?? (() => undefined))
  const { create, render } = createRenderer(machine, load, fail)
  const pages = createPages(machine, load, create)

  const tree = (): Rendered => render(topOf(machine))
  const all = (selector: Selector) => selected(tree(), selector)
  const one = (selector: Selector): Rendered => {
    const found = all(selector)
    if (found.length === 1 && found[0]) return found[0]
    const shown = textOf(tree())
    throw new Error(`${found.length} match ${selector} on ${topOf(machine).route}:\n${shown}`)
  }
  const settled = () => settle(machine)
  const acting = async (run: () => void) => {
    run()
    await settled()
  }

  return {
    machine,
    wishes: options.wishes,
    all,
    settle: settled,
    page: () => topOf(machine).route,
    text: () => textOf(tree()),
    /** The words of one element that `all` found. */
    textOf,
    /** The system's way back. */
    goBack: () => acting(() => pages.back(1)),
    launch: (page = machine.pages[0] ?? '', query: Record<string, string> = {}) =>
      acting(() => {
        load('app')
        const launched = { path: page, query, scene: 1001, referrerInfo: {} }
        hook(machine.app, 'onLaunch', launched)
        hook(machine.app, 'onShow', launched)
        pages.go('reLaunch', `/${page}?${new URLSearchParams(query)}`)
      }),
    tap: (selector: Selector) => acting(() => fire(one(selector), 'tap', {}, fail)),
    type: (selector: Selector, value: string) =>
      acting(() => fire(one(selector), 'input', { value, cursor: value.length }, fail)),
    emit: (selector: Selector, type: string, detail: object) =>
      acting(() => fire(one(selector), type, detail, fail)),
    /** Opens a page as a message of WeChat does: nothing else is open below it. */
    open: (page: string, query: Record<string, string>) =>
      acting(() => pages.go('reLaunch', `/${page}?${new URLSearchParams(query)}`)),
    /** Presses WeChat's phone button and allows it. */
    givePhone: async (selector: Selector) => {
      const { code } = await phoneCode()
      await acting(() => fire(one(selector), 'getphonenumber', { code, errMsg: 'ok' }, fail))
    },
    /** Waits for what needs longer than a moment, for example an answer of a peer. */
    until: (what: string, ready: () => boolean) => until(machine, what, ready),
  }
}

export type MiniProgram = ReturnType<typeof createMiniProgram>

/** The stack of open pages, as WeChat keeps it. */
function createPages(
  machine: Machine,
  load: (file: string) => unknown,
  create: (definition: Hooks, file: string) => Instance,
) {
  const definitionOf = (file: string) => {
    if (!machine.definitions.has(file)) load(file)
    return machine.definitions.get(file) ?? {}
  }
  const openPage = (file: string, query: string) => {
    const page = create(definitionOf(file), file)
    page.options = optionsOf(query)
    if (machine.appJson.tabBar?.custom && machine.tabs.includes(file)) {
      const bar = create(definitionOf(TAB_BAR), TAB_BAR)
      page.tabBar = bar
      page.getTabBar = () => bar
    }
    machine.stack.push(page)
    hook(page, 'onLoad', page.options)
    hook(page, 'onShow')
    soon(machine, () => hook(page, 'onReady'))
  }
  return {
    go(kind: string, url: string): void {
      const [where = '', query = ''] = url.split('?')
      const from = machine.stack.length > 0 ? topOf(machine).route : (machine.pages[0] ?? '')
      const file = where.startsWith('/') ? where.slice(1) : path.join(path.dirname(from), where)
      checkMove(machine, kind, file)
      leave(machine, kind)
      const kept = kind === 'switchTab' ? machine.kept.get(file) : undefined
      if (kept) {
        machine.stack.push(kept)
        hook(kept, 'onShow')
      } else {
        openPage(file, query)
      }
    },
    back(delta: number): void {
      for (let left = delta; left > 0 && machine.stack.length > 1; left -= 1) {
        hook(machine.stack.pop(), 'onUnload')
      }
      hook(topOf(machine), 'onShow')
    },
  }
}

function checkMove(machine: Machine, kind: string, file: string): void {
  if (!machine.pages.includes(file)) throw new Error(`page "${file}" is not found`)
  const isTab = machine.tabs.includes(file)
  const wrong = kind === 'switchTab' ? !isTab : isTab && /navigateTo|redirectTo/.test(kind)
  if (wrong) throw new Error(`can not ${kind} ${file}`)
  if (kind === 'navigateTo' && machine.stack.length >= STACK_MAX) {
    throw new Error('webview count limit exceed')
  }
}

/** What happens to the open pages before the next one comes. Tab pages stay alive. */
function leave(machine: Machine, kind: string): void {
  if (kind === 'navigateTo') {
    hook(topOf(machine), 'onHide')
  } else if (kind === 'redirectTo') {
    hook(machine.stack.pop(), 'onUnload')
  } else if (kind === 'switchTab') {
    while (machine.stack.length > 1) hook(machine.stack.pop(), 'onUnload')
    const last = machine.stack.pop()
    if (last) keepTab(machine, last)
  } else {
    while (machine.stack.length > 0) hook(machine.stack.pop(), 'onUnload')
    machine.kept.clear()
  }
}

function keepTab(machine: Machine, page: Instance): void {
  if (!machine.tabs.includes(page.route)) {
    hook(page, 'onUnload')
    return
  }
  machine.kept.set(page.route, page)
  hook(page, 'onHide')
}

const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const SETTLE_MS = 20_000

/** Quiet: no short timer and no call on its way, three turns running. */
async function settle(machine: Machine): Promise<void> {
  const end = Date.now() + SETTLE_MS
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > end) {
      throw new Error(`not settled: ${machine.timers} timers, ${machine.inflight} calls`)
    }
    await turn(2)
    quiet = machine.timers > 0 || machine.inflight > 0 ? 0 : quiet + 1
  }
}

async function until(machine: Machine, what: string, ready: () => boolean): Promise<void> {
  const end = Date.now() + SETTLE_MS
  while (!ready()) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}, on ${topOf(machine).route}`)
    await turn(50)
    await settle(machine)
  }
}
