import { createApiApp } from '../runtime/http'
import { startProcess } from '../runtime/process'
import { serveApp } from '../runtime/serve'

/** HTTP function for signed-in people. The platform calls port 9000; a container names PORT. */
const { pipeline, log, close } = startProcess(process.env)
const port = Number(process.env.PORT ?? 9000)
serveApp(createApiApp(pipeline), port, close)
log.info({ port }, 'api listening')
