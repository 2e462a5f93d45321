import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type App = 'member' | 'dealer' | 'sales'

/** Folder of the built WeChat artefact; tests run what will be uploaded, so it must be there. */
export function artefact(app: App): string {
  const dist = join(__dirname, '..', '..', `miniprogram-${app}`, 'dist', 'weapp')
  if (!existsSync(join(dist, 'app.json'))) {
    throw new Error(`${dist} has not been built: npm run build -- --weapp`)
  }
  return dist
}

function filesBelow(folder: string, prefix = ''): { name: string; bytes: number }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = `${prefix}${entry.name}`
    const full = join(folder, entry.name)
    return entry.isDirectory()
      ? filesBelow(full, `${name}/`)
      : [{ name, bytes: statSync(full).size }]
  })
}

/** Bytes of the main package and of each sub-package. */
export function packageSizes(app: App): Record<string, number> {
  const dist = artefact(app)
  const json = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[]
  }
  const roots = (json.subPackages ?? []).map(({ root }) => root)
  const sizes: Record<string, number> = { main: 0 }
  for (const { name, bytes } of filesBelow(dist)) {
    const home = roots.find((root) => name.startsWith(`${root}/`)) ?? 'main'
    sizes[home] = (sizes[home] ?? 0) + bytes
  }
  return sizes
}
