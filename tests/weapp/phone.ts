import { readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import vm from 'node:vm'
import type { Hooks, Machine } from './machine'

/** Missing on the phones we support, so that using one fails here as it would there. */
const NOT_ON_PHONES = `
  const objects = ['Intl', 'WebAssembly', 'SharedArrayBuffer', 'Atomics']
  for (const name of objects) delete globalThis[name]
  const searching = ['at', 'findLast', 'findLastIndex']
  const copying = ['toSorted', 'toReversed', 'toSpliced', 'with']
  for (const name of [...searching, ...copying]) delete Array.prototype[name]
  delete Object.groupBy
  delete Promise.withResolvers
  delete String.prototype.replaceAll
`
const HIDDEN = ['window', 'document', 'self', 'global', 'process', 'fetch']
const SHORT_MS = 500

/**
 * A script engine with nothing of a browser and nothing of Node; scripts are loaded by path and
 * meet `Page`, `Component` and `App`, which record their definitions.
 */
export function createPhone(machine: Machine, wx: object, log: (...said: unknown[]) => void) {
  let loading = ''
  const fail = (error: unknown) => {
    machine.errors.push(error)
    log('error', error)
  }
  const define = (hooks: Hooks) => {
    machine.definitions.set(loading, hooks)
  }
  const context = vm.createContext(
    {
      wx,
      ...timers(machine, fail),
      console: consoleOf(machine, log),
      App: (hooks: Hooks) => {
        machine.app = hooks
      },
      Page: define,
      Component: define,
      Behavior: (hooks: Hooks) => hooks,
      getApp: () => machine.app,
      getCurrentPages: () => [...machine.stack],
    },
    // eval and new Function are forbidden on a phone.
    { codeGeneration: { strings: false, wasm: false } },
  )
  vm.runInContext(NOT_ON_PHONES, context)

  const modules = new Map<string, { exports: unknown }>()
  function load(name: string): unknown {
    const file = name.replace(/\.js$/, '')
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(file, module)
    const before = loading
    loading = file
    const source = readFileSync(path.join(machine.dist, `${file}.js`), 'utf8')
    const wrapped = `(function(require,module,exports,${HIDDEN.join()}){${source}\n})`
    const run = vm.runInContext(wrapped, context, {
      filename: path.join(machine.dist, `${file}.js`),
    })
    run((other: string) => load(path.join(path.dirname(file), other)), module, module.exports)
    loading = before
    return module.exports
  }
  return { load, fail }
}

/** Short timers are counted, so that the harness knows when the app has become quiet. */
function timers(machine: Machine, fail: (error: unknown) => void) {
  const guarded = (run: (...args: unknown[]) => void, args: unknown[]) => () => {
    try {
      run(...args)
    } catch (error) {
      fail(error)
    }
  }
  const later = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    let counted = ms <= SHORT_MS
    if (counted) machine.timers += 1
    const end = () => {
      if (counted) machine.timers -= 1
      counted = false
    }
    const go = guarded(run, args)
    const handle = setTimeout(() => {
      end()
      go()
    }, ms)
    if (!counted) handle.unref()
    return { handle, end }
  }
  return {
    setTimeout: later,
    clearTimeout: (timer?: { handle: NodeJS.Timeout; end: () => void }) => {
      if (!timer?.handle) return
      clearTimeout(timer.handle)
      timer.end()
    },
    setInterval: (run: (...args: unknown[]) => void, ms: number, ...args: unknown[]) =>
      setInterval(guarded(run, args), ms).unref(),
    clearInterval,
  }
}

function consoleOf(machine: Machine, log: (...said: unknown[]) => void) {
  const kinds = ['log', 'info', 'warn', 'error', 'debug'] as const
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      (...said: unknown[]) => {
        if (kind === 'error') machine.errors.push(said)
        log(kind, ...said)
      },
    ]),
  )
}
