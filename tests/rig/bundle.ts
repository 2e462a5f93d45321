import { join } from 'node:path'
import { build } from 'esbuild'

const ROOT = join(__dirname, '..', '..')

/** A main program of the tests as one file, as the platform would run it; answers its path. */
export async function bundleMain(entry: string): Promise<string> {
  const name = entry.replaceAll(/\W/g, '-')
  const outfile = join(process.env.XIETONG_TEST_FOLDER ?? '', `${name}-${process.pid}.js`)
  await build({
    entryPoints: [join(ROOT, 'tests', entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['pg-native'],
    logLevel: 'error',
  })
  return outfile
}
