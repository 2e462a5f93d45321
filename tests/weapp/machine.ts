/** What the running mini-program is: shared by the parts of the harness. */
export interface Instance {
  readonly is: string
  readonly route: string
  id?: string
  data: Record<string, unknown>
  readonly parts: Map<string, Instance>
  /** The element of the parent that this component stands for. */
  host?: Rendered
  readonly received: Map<string, string>
  tabBar?: Instance
  [name: string]: unknown
}

export interface Rendered {
  readonly tag: string
  readonly attrs: Record<string, unknown>
  readonly events: Record<string, { readonly handler: unknown; readonly stops: boolean }>
  readonly children: (Rendered | RenderedText)[]
  parent?: Rendered
  readonly owner: Instance
}
export interface RenderedText {
  readonly text: string
}

export interface AppJson {
  readonly pages: readonly string[]
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[]
  readonly tabBar?: { readonly custom?: boolean; readonly list: readonly { pagePath: string }[] }
  readonly usingComponents?: Readonly<Record<string, string>>
}

export type Hooks = Record<string, unknown>

export interface Machine {
  readonly dist: string
  readonly appJson: AppJson
  readonly pages: readonly string[]
  readonly tabs: readonly string[]
  /** What `Page()` and `Component()` were given, by the path being loaded then. */
  readonly definitions: Map<string, Hooks>
  readonly errors: unknown[]
  readonly calls: { readonly name: string; readonly arg: unknown }[]
  readonly sizes: { readonly page: string; readonly bytes: number }[]
  stack: Instance[]
  readonly kept: Map<string, Instance>
  app: Hooks
  /** Timers of half a second or less that have not fired. */
  timers: number
  /** Calls of `wx` that have not answered. */
  inflight: number
}

/** Calls a hook of a page, a component or the app when it has one. */
export function hook(of: Hooks | Instance | undefined, name: string, ...args: unknown[]): unknown {
  const found = of?.[name]
  return typeof found === 'function' ? found.apply(of, args) : undefined
}

export function topOf(machine: Machine): Instance {
  const top = machine.stack[machine.stack.length - 1]
  if (!top) throw new Error('no page is open')
  return top
}

export const copy = <Value>(value: Value): Value =>
  value === undefined ? value : JSON.parse(JSON.stringify(value))

/** Runs in the next turn, counted like a timer of the app. */
export function soon(machine: Machine, run: () => void): void {
  machine.timers += 1
  setTimeout(() => {
    machine.timers -= 1
    run()
  }, 0)
}
