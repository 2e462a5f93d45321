import { spawnSync } from 'node:child_process'
import { join, posix } from 'node:path'
import { mayCall } from './contexts'
import { codeFiles, importsOf, isTest, ROOT, sourceTree } from './source-tree'

const ENTRIES =
  /(main|serve)\.tsx?$|\.config\.ts$|\.d\.m?ts$|app\.tsx?$|(^|\/)index\.(weapp|h5)\.tsx?$|^miniprogram-\w+\/(config|src\/.+)\/index\.tsx?$|^tests\/|\.test\.tsx?$|^sandbox\/portal\//

const bare = (path: string) => path.replace(/(\/index)?(\.(weapp|h5))?\.tsx?$/, '')

describe('tidy: house', () => {
  test('every file is imported by another or is an entry', () => {
    const reached = new Set<string>()
    for (const { path, text } of codeFiles()) {
      for (const specifier of importsOf(text)) {
        const target = specifier.startsWith('.')
          ? posix.join(posix.dirname(path), specifier)
          : specifier
              .replace(/^@xietong\/(domain|client|ui)/, 'shared/$1')
              .replace(/^@xietong\/functions/, 'cloudfunctions')
        reached.add(target.replace(/\/index$/, '').replace(/\.(tsx?|css)$/, ''))
        reached.add(`${target}/src`)
      }
    }
    const lost = codeFiles()
      .map(({ path }) => path)
      .filter((path) => !ENTRIES.test(path) && !reached.has(bare(path)))
    expect(lost).toEqual([])
  })

  test('every context has a README with the five headings', () => {
    const wrong = Object.keys(mayCall).filter((context) => {
      const readme = sourceTree().find(({ path }) => path === `shared/domain/${context}/README.md`)
      const headings = [...(readme?.text ?? '').matchAll(/^## (.+)$/gm)].map((match) => match[1])
      return !['Owns', 'Words', 'States', 'Always true', 'Operations'].every((one) =>
        headings.includes(one),
      )
    })
    expect(wrong).toEqual([])
  })

  test('a migration says why in its first line, and numbers are unique', () => {
    const migrations = sourceTree().filter(({ path }) =>
      path.startsWith('cloudfunctions/migrations/'),
    )
    expect(
      migrations.filter(({ text }) => !text.startsWith('-- ')).map(({ path }) => path),
    ).toEqual([])
    const numbers = migrations.map(({ path }) => posix.basename(path).slice(0, 4))
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  test('a foreign key stays inside its schema', () => {
    const crossing = sourceTree()
      .filter(({ path }) => path.startsWith('cloudfunctions/migrations/'))
      .flatMap(({ path, text }) => {
        const schemas = new Set([...text.matchAll(/CREATE SCHEMA (\w+)/g)].map((match) => match[1]))
        return [...text.matchAll(/REFERENCES (\w+)\./g)]
          .filter((match) => schemas.size > 0 && !schemas.has(match[1]))
          .map((match) => `${path}: ${match[0]}`)
      })
    expect(crossing).toEqual([])
  })

  test('formatting and lint are clean', () => {
    const result = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    )
    expect(result.status === 0 ? '' : result.stderr + result.stdout).toBe('')
  })

  test('a test file proves something: it has at least one expectation', () => {
    const empty = codeFiles().filter(
      ({ path, text }) => isTest(path) && /\.test\.tsx?$/.test(path) && !/expect|assert/.test(text),
    )
    expect(empty.map(({ path }) => path)).toEqual([])
  })
})
