import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** Already in the encoding the archive uses. */
  name: Buffer
  content: Buffer
}

/** A zip archive as the bill downloads use it. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(0x00210000, 6)
    facts.writeUInt32LE(crc32(entry.content) >>> 0, 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(entry.content.length, 18)
    facts.writeUInt16LE(entry.name.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, entry.name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const made = Buffer.from('PK\x01\x02\x14\x00', 'latin1')
    index.push(Buffer.concat([made, facts, tail, entry.name]))
    bodies.push(body)
    offset += body.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, directory, end])
}
