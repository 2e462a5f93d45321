import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoWorld } from './parts'

/** Uploads a drawn picture as the console does and answers its file. */
export async function picture(world: DemoWorld, name: string): Promise<string> {
  const bytes = readFileSync(join(world.pictures, `${name}.png`))
  const { fileId, uploadUrl } = await world.caller.call(
    { name: 'files.createUpload', as: world.admin, key: name },
    { name: `${name}.png`, type: 'image/png', size: bytes.byteLength },
  )
  // Sent again after a kill the file is there already, and the refusal means just that.
  const headers = { 'content-type': 'image/png' }
  await fetch(new URL(uploadUrl, world.baseUrl), { method: 'PUT', headers, body: bytes })
  await world.caller.call({ name: 'files.confirmUpload', as: world.admin, key: name }, { fileId })
  return fileId
}

type CategoryKind = 'goods' | 'package' | 'e-card' | 'physical-card'

export async function category(
  world: DemoWorld,
  kind: CategoryKind,
  name: string,
): Promise<string> {
  const { categoryId } = await world.caller.call(
    { name: 'catalog.createCategory', as: world.admin, key: `${kind}/${name}` },
    { kind, name, parentId: null, sort: 1, shown: true },
  )
  return categoryId
}
