import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export const ROOT = join(__dirname, '..', '..')
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.data', 'test-results', '.swc'])

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (SKIPPED.has(name)) {
      return []
    }
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string
  readonly text: string
}

let cached: SourceFile[] | undefined
/** Every file of the tree that a person wrote. */
export function sourceTree(): readonly SourceFile[] {
  cached ??= walk(ROOT)
    .map((path) => relative(ROOT, path).split('\\').join('/'))
    .filter((path) => /\.(ts|tsx|mjs|cjs|css|sql|md|json|csv|html)$|^\.ci\/run$/.test(path))
    .filter((path) => path !== 'package-lock.json')
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  return cached
}

export const codeFiles = () => sourceTree().filter(({ path }) => /\.tsx?$/.test(path))
export const productFiles = () => codeFiles().filter(({ path }) => !isTest(path))
export const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('tests/')

/** Module specifiers that a file imports, exports from, or loads later. */
export function importsOf(text: string): string[] {
  const pattern = /(?:from\s+|import\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map((match) => match[1] as string)
}
