import type { Handler } from '../../runtime/context'
import { confirmUpload } from './confirm-upload'
import { createUpload } from './create-upload'
import { openFile } from './open-file'

export const filesHandlers: Handler[] = [createUpload, confirmUpload, openFile]
