import { inflateRawSync } from 'node:zlib'

/** Largest part of a workbook after unpacking: 200,000 rows of ten columns stay far below. */
const PART_MAX = 256 * 1024 * 1024

export class UnreadableWorkbook extends Error {}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly offset: number
}

/**
 * The parts of a workbook by name. A part is unpacked only when it is asked for and only up to a
 * maximum, whatever sizes the file claims, so that a zip bomb ends as a refusal (F4).
 */
export function openZip(bytes: Uint8Array): (name: string) => Buffer | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directory(file)
  return (name) => {
    const entry = entries.get(name)
    return entry ? unpack(file, entry) : null
  }
}

function directory(file: Buffer): ReadonlyMap<string, Entry> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > file.length) {
    throw new UnreadableWorkbook('不是 Excel 文件')
  }
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  const entries = new Map<string, Entry>()
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) {
      throw new UnreadableWorkbook('文件不完整')
    }
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, {
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

function unpack(file: Buffer, { method, packed, offset }: Entry): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== 0x04034b50) {
    throw new UnreadableWorkbook('文件不完整')
  }
  const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
  const body = file.subarray(from, from + packed)
  try {
    return method === 0 ? body : inflateRawSync(body, { maxOutputLength: PART_MAX })
  } catch {
    throw new UnreadableWorkbook('文件太大或已损坏')
  }
}
