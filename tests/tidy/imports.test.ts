import { posix } from 'node:path'
import { foundation, mayCall } from './contexts'
import { importsOf, isTest, productFiles } from './source-tree'

const contextOf = (path: string) => /^cloudfunctions\/contexts\/([^/]+)\//.exec(path)?.[1]
const domainOf = (path: string) => /^shared\/domain\/([^/]+)\//.exec(path)?.[1]

/** The path a relative import means, from the root and without extension. */
const resolved = (from: string, specifier: string) =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier

const edges = productFiles().flatMap(({ path, text }) =>
  importsOf(text).map((specifier) => ({ path, to: resolved(path, specifier) })),
)

describe('tidy: imports', () => {
  test('the table of contexts is acyclic', () => {
    const visit = (name: string, trail: readonly string[]): void => {
      expect(trail).not.toContain(name)
      for (const next of mayCall[name] ?? []) {
        visit(next, [...trail, name])
      }
    }
    for (const name of Object.keys(mayCall)) {
      visit(name, [])
    }
  })

  test('another context is reached only through its index and only in the direction of the table', () => {
    const wrong = edges.filter(({ path, to }) => {
      const from = contextOf(path)
      const target = /^cloudfunctions\/contexts\/([^/]+)(\/.*)?$/.exec(to)
      if (!from || !target || target[1] === from) {
        return false
      }
      const name = target[1] as string
      const inner = (target[2] ?? '').replace(/^\//, '')
      const allowed = [...(mayCall[from] ?? []), ...foundation].includes(name)
      const throughIndex = inner === '' || inner === 'index' || inner === 'port'
      return !allowed || !throughIndex
    })
    expect(wrong).toEqual([])
  })

  test('a use case imports no driver, adapter or entry', () => {
    const wrong = edges.filter(
      ({ path, to }) =>
        contextOf(path) &&
        (to === 'pg' ||
          to.startsWith('cloudfunctions/adapters') ||
          to.startsWith('cloudfunctions/api')),
    )
    expect(wrong).toEqual([])
  })

  test('kysely is used only where SQL is written', () => {
    const wrong = edges.filter(
      ({ path, to }) => to === 'kysely' && contextOf(path) && !/(store|-store)\.ts$/.test(path),
    )
    expect(wrong).toEqual([])
  })

  test('the domain knows no server, client library or Node module', () => {
    const wrong = edges.filter(
      ({ path, to }) =>
        domainOf(path) &&
        !to.startsWith('shared/domain/') &&
        !['zod', 'zod/mini', 'decimal.js'].includes(to),
    )
    expect(wrong).toEqual([])
  })

  test('nothing that ships imports the sandbox or the tests', () => {
    const wrong = edges.filter(
      ({ path, to }) =>
        !path.startsWith('sandbox/') &&
        !isTest(path) &&
        (/^(sandbox|tests)\//.test(to) || to.startsWith('@xietong/sandbox')),
    )
    expect(wrong).toEqual([])
  })

  test('an entry of a function has fewer than 100 lines', () => {
    const long = productFiles().filter(
      ({ path, text }) =>
        /^cloudfunctions\/(api|hooks|jobs)\//.test(path) && text.split('\n').length > 100,
    )
    expect(long.map(({ path }) => path)).toEqual([])
  })
})
