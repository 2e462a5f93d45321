import { z } from '@xietong/domain/kernel/schema'
import { operations } from '@xietong/domain/operations'
import { collectHandlers } from '../../cloudfunctions/runtime/handlers'
import { codeFiles, isTest, sourceTree } from './source-tree'

type Json = { type?: string; [key: string]: unknown }

/** Paths of strings, arrays and numbers in a JSON schema that have no maximum. */
function unbounded(schema: unknown, path: string): string[] {
  if (Array.isArray(schema)) {
    return schema.flatMap((part, index) => unbounded(part, `${path}[${index}]`))
  }
  if (schema === null || typeof schema !== 'object') {
    return []
  }
  const node = schema as Json
  const own: string[] = []
  if (
    node.type === 'string' &&
    node.maxLength === undefined &&
    !node.enum &&
    node.const === undefined
  ) {
    own.push(path)
  }
  if (node.type === 'array' && node.maxItems === undefined) {
    own.push(path)
  }
  if (
    (node.type === 'number' || node.type === 'integer') &&
    node.maximum === undefined &&
    !node.enum &&
    node.const === undefined
  ) {
    own.push(path)
  }
  return [
    ...own,
    ...Object.entries(node).flatMap(([key, part]) => unbounded(part, `${path}.${key}`)),
  ]
}

const names = Object.keys(operations)

describe('tidy: operations', () => {
  test('every operation has exactly one handler', () => {
    expect([...collectHandlers().keys()].sort()).toEqual([...names].sort())
  })

  test('every input has a maximum everywhere', () => {
    const loose = Object.values(operations).flatMap((operation) =>
      unbounded(
        z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }),
        operation.name,
      ),
    )
    expect(loose).toEqual([])
  })

  test('whoever edits a record of the console names the version they saw (AD-010)', () => {
    const blind = Object.values(operations).filter(
      ({ name, may, input, refusals }) =>
        may.console !== undefined &&
        /\.(update|edit|rename|publish)[A-Z]/.test(name) &&
        !('version' in input.shape && (refusals as readonly string[]).includes('VERSION_CONFLICT')),
    )
    expect(blind.map(({ name }) => name)).toEqual([])
  })

  test('every operation is called by a test', () => {
    const tests = codeFiles()
      .filter(
        ({ path }) =>
          isTest(path) && !path.startsWith('tests/authz') && !path.startsWith('tests/fuzz'),
      )
      .map(({ text }) => text)
      .join('\n')
    expect(names.filter((name) => !tests.includes(`'${name}'`))).toEqual([])
  })

  test('every operation has a row in the hand-written matrix', () => {
    const matrix = sourceTree().find(({ path }) => path === 'tests/authz/matrix.csv')
    const rows = (matrix?.text ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0])
    expect(rows).toEqual([...names].sort())
  })

  test('a use case lives in the file that its name says', () => {
    const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const paths = new Set(codeFiles().map(({ path }) => path))
    const lost = names.filter((name) => {
      const [context = '', verb = ''] = name.split('.')
      const folder = `cloudfunctions/contexts/${context}`
      return ![...paths].some(
        (path) => path.startsWith(`${folder}/`) && path.endsWith(`/${kebab(verb)}.ts`),
      )
    })
    expect(lost).toEqual([])
  })
})
