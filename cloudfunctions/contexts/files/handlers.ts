import type { Handler } from '../../runtime/context'
import { createUpload } from './create-upload'

export const filesHandlers: Handler[] = [createUpload]
