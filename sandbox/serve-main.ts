import { serveSandbox } from './serve'

/**
 * As a process: `node dist/host/sandbox.js` with SANDBOX_DATA, SANDBOX_PORT and PRODUCT_BASE_URL.
 * The first line it prints is JSON with its address and the product's environment.
 */
async function main(): Promise<void> {
  const served = await serveSandbox({
    dataDir: process.env.SANDBOX_DATA ?? '.data/sandbox',
    port: Number(process.env.SANDBOX_PORT ?? 0),
    fsync: process.env.SANDBOX_FSYNC !== 'off',
  })
  const env = served.sandbox.productEnv()
  const product = process.env.PRODUCT_BASE_URL
  if (product) served.sandbox.setHooksUrl(product)
  process.stdout.write(`${JSON.stringify({ baseUrl: served.baseUrl, env })}\n`)
  const end = () => void served.close().then(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
