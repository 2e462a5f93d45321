import type { Deps } from '../../runtime/context'
import { deleteFile } from './owned-store'

export { type OwnedFile, selectOwned as findOwnFile } from './owned-store'

/** The bytes of a stored file, for work on the server. */
export function readBytes(deps: Deps, id: string): Promise<Uint8Array | null> {
  return deps.ports.files.get(id)
}

/** Removes a file for good: its row first, so that nobody is sent to bytes that are gone. */
export async function removeFile(deps: Deps, id: string): Promise<void> {
  await deleteFile(deps.db, id)
  await deps.ports.files.remove(id)
}
