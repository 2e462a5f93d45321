export interface EmbeddedPostgres {
  url: string
  port: number
  data: string
  native: string
  stop(): Promise<void>
}
export function startEmbeddedPostgres(options: {
  dataDir: string
  port?: number
  fsync?: boolean
  maxConnections?: number
}): Promise<EmbeddedPostgres>
