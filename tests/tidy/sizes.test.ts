import { parseSync } from '@swc/core'
import { codeFiles, isTest, productFiles, type SourceFile } from './source-tree'

const FILE_LINES_MAX = 400
const FUNCTION_LINES_MAX = 70
const COLUMNS_MAX = 100
/** Titles and statements of tests stand on one line, however long the sentence. */
const TEST_COLUMNS_MAX = 220
const PARAMETERS_MAX = 4
const MEDIAN_MAX = 80

interface Node {
  type?: string
  span?: { start: number; end: number }
  params?: unknown[]
  [key: string]: unknown
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Lines and parameter counts of every function, by swc's own parser. */
function functionsOf(file: SourceFile): { line: number; lines: number; parameters: number }[] {
  const parsed = parseSync(file.text, { syntax: 'typescript', tsx: file.path.endsWith('.tsx') })
  const bytes = Buffer.from(file.text)
  const base = parsed.span.start
  const lineAt = (offset: number) =>
    bytes
      .subarray(0, Math.max(0, offset - base))
      .toString('utf8')
      .split('\n').length
  const found: { line: number; lines: number; parameters: number }[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit)
      return
    }
    if (value === null || typeof value !== 'object') {
      return
    }
    const node = value as Node
    if (node.type && FUNCTIONS.has(node.type) && node.span) {
      const line = lineAt(node.span.start)
      const lines = lineAt(node.span.end) - line + 1
      found.push({ line, lines, parameters: node.params?.length ?? 0 })
    }
    Object.values(node).forEach(visit)
  }
  visit(parsed.body)
  return found
}

describe('tidy: sizes', () => {
  test(`no file has more than ${FILE_LINES_MAX} lines`, () => {
    const long = codeFiles()
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > FILE_LINES_MAX)
    expect(long).toEqual([])
  })

  test(`no line is wider than ${COLUMNS_MAX} columns`, () => {
    const wide = codeFiles().flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ at: `${path}:${index + 1}`, line }))
        .filter(
          ({ line }) =>
            line.length > (isTest(path) ? TEST_COLUMNS_MAX : COLUMNS_MAX) &&
            !/^\s*(import|export) .* from /.test(line),
        )
        .map(({ at }) => at),
    )
    expect(wide).toEqual([])
  })

  test(`no function has more than ${FUNCTION_LINES_MAX} lines or ${PARAMETERS_MAX} parameters`, () => {
    const large = productFiles().flatMap((file) =>
      functionsOf(file)
        .filter(
          ({ lines, parameters }) => lines > FUNCTION_LINES_MAX || parameters > PARAMETERS_MAX,
        )
        .map(
          ({ line, lines, parameters }) =>
            `${file.path}:${line} ${lines} lines ${parameters} parameters`,
        ),
    )
    expect(large).toEqual([])
  })

  test(`the median file has at most ${MEDIAN_MAX} lines`, () => {
    const lines = productFiles()
      .map(({ text }) => text.split('\n').length - 1)
      .sort((a, b) => a - b)
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(MEDIAN_MAX)
  })
})
