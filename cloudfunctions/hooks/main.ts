import { startProcess } from '../runtime/process'
import { serveApp } from '../runtime/serve'
import { createHooksApp } from './app'

/**
 * HTTP function for callbacks of peers, apart from `api` so that floods there never delay an
 * answer.
 */
const { pipeline, log, close } = startProcess(process.env)
const port = Number(process.env.PORT ?? 9000)
serveApp(createHooksApp(pipeline), port, close)
log.info({ port }, 'hooks listening')
