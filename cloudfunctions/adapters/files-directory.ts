import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { FileStorePort } from '../contexts/files/port'

/**
 * Files in a directory, spread over 256 folders by the end of the key. A file appears whole or not
 * at all: it is written beside its place and renamed.
 */
export function createDirectoryStore(directory: string): FileStorePort {
  const root = resolve(directory)
  const pathOf = (key: string) => {
    const path = resolve(join(root, key.slice(-2), key))
    if (!path.startsWith(root + sep)) {
      throw new Error('a key outside the file store')
    }
    return path
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      const partial = `${path}.${process.pid}.part`
      await writeFile(partial, bytes)
      await rename(partial, path)
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
          return null
        }
        throw error
      }
    },
  }
}
