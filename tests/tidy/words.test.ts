import { basename } from 'node:path'
import { codeFiles, isTest, productFiles, sourceTree } from './source-tree'

const FORBIDDEN_NAME = /(^|[-.])(utils?|helpers?|common|misc|manager|service)([-.]|$)/
const at = (pattern: RegExp, files: readonly { path: string; text: string }[]) =>
  files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, index) => ({ line, where: `${path}:${index + 1}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ where }) => where),
  )

describe('tidy: words', () => {
  test('file names are kebab-case and say what is inside', () => {
    const wrong = codeFiles()
      .map(({ path }) => path)
      .filter((path) => {
        const name = basename(path).replace(/\.(test|config|weapp|h5|d)?\.?(tsx?|mts)$/, '')
        return FORBIDDEN_NAME.test(name) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
      })
    expect(wrong).toEqual([])
  })

  test('no test is skipped, focused or left for later', () => {
    const pattern = /\b(it|test|describe)\.(skip|only|todo|failing)\b|\bx(it|describe)\(/
    const files = codeFiles().filter(({ path }) => path !== 'tests/tidy/words.test.ts')
    expect(at(pattern, files)).toEqual([])
  })

  test('no unfinished marks and no escapes from the type system', () => {
    const pattern = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|expect-error|nocheck)|\bas any\b|: any\b/
    const files = codeFiles().filter(({ path }) => path !== 'tests/tidy/words.test.ts')
    expect(at(pattern, files)).toEqual([])
  })

  test('the clock and randomness are passed in', () => {
    const pattern = /Date\.now\(\)|new Date\(\)|Math\.random\(/
    const files = productFiles().filter(({ path }) =>
      /^(shared\/domain|cloudfunctions\/contexts)\//.test(path),
    )
    expect(at(pattern, files)).toEqual([])
  })

  test('no secret, machine path or registry host is committed', () => {
    const pattern =
      /-----BEGIN [A-Z ]*PRIVATE KEY-----\\?n?[A-Za-z0-9+/]|(^|["'\s=])\/(work|root|home)\/|registry\.(npmjs|npmmirror)/
    const files = sourceTree().filter(({ path }) => !path.startsWith('tests/tidy/'))
    expect(at(pattern, files)).toEqual([])
  })

  test('SQL is never put together from text', () => {
    const pattern = /sql\.raw\((?!column\.type|list\.keyType)/
    const files = productFiles().filter(({ path }) => path.startsWith('cloudfunctions/'))
    expect(at(pattern, files)).toEqual([])
  })

  test('no class but an error', () => {
    const files = productFiles().filter(({ path }) => !/error-boundary/.test(path))
    expect(
      at(/^\s*(export )?(abstract )?class (?!\w+ extends (\w*Error|RollBack))/, files),
    ).toEqual([])
  })

  test('tests have no sleep as synchronisation and no retry that hides a flake', () => {
    const files = codeFiles().filter(({ path }) => isTest(path) && !path.startsWith('tests/tidy/'))
    expect(at(/retryTimes|waitForTimeout\(/, files)).toEqual([])
  })
})
