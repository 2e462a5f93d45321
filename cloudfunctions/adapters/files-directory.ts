import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
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
    async get(key, range) {
      const bytes = await orNull(readFile(pathOf(key)))
      return bytes && range ? bytes.subarray(range.from, range.to + 1) : bytes
    },
    async head(key) {
      const found = await orNull(stat(pathOf(key)))
      return found ? { size: found.size, etag: `"${key}"` } : null
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
    putLink: () => null,
    getLink: () => null,
  }
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null
    }
    throw error
  }
}
