export interface StoredFacts {
  readonly size: number
  /** What the store says of the content; equal content has an equal one. */
  readonly etag: string
}

export interface ByteRange {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

/**
 * Where bytes are kept: object storage in the cloud and in the sandbox, a directory where neither
 * is wanted. Links are null where the store has no address of its own; then the product takes and
 * gives the bytes itself.
 */
export interface FileStorePort {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  get(key: string, range?: ByteRange): Promise<Uint8Array | null>
  head(key: string): Promise<StoredFacts | null>
  remove(key: string): Promise<void>
  /** Takes one PUT of exactly that many bytes of that type until then. */
  putLink(key: string, file: { type: string; size: number; until: Date }): string | null
  getLink(key: string, until: Date): string | null
}
