/** Where bytes are kept: a directory locally, CloudBase storage in the cloud. */
export interface FileStorePort {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  get(key: string): Promise<Uint8Array | null>
}
