import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(__dirname, '..', '..', 'cloudfunctions', 'migrations')
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/**
 * Name → hash of every landed migration. A new one adds its line:
 * `sha256sum FILE | cut -c1-16`.
 */
function landed(): Map<string, string> {
  const lines = readFileSync(join(__dirname, 'landed-migrations.txt'), 'utf8').trim().split('\n')
  return new Map(lines.map((line) => line.split(' ') as [string, string]))
}

function changed(read: (name: string) => string): string[] {
  const known = landed()
  return files.filter((name) => known.has(name) && known.get(name) !== hashOf(read(name)))
}
const text = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

describe('M4 landed migrations never change', () => {
  test('every migration is listed once with its hash, and none that is listed is gone', () => {
    expect([...landed().keys()].sort()).toEqual(files)
    expect(new Set(files.map((name) => name.slice(0, 4))).size).toBe(files.length)
  })

  test('none differs from what has landed', () => {
    expect(changed(text)).toEqual([])
  })

  test('a planted change of one letter is caught', () => {
    const [first = ''] = files
    expect(changed((name) => (name === first ? `${text(name)} ` : text(name)))).toEqual([first])
  })
})
