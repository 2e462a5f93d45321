import { command } from '../kernel/operation'
import { count, id, object, oneOf, text } from '../kernel/schema'

/**
 * Reserves a file and answers where the client uploads the bytes (one PUT, 15 minutes). The stored
 * bytes are checked against type and size; other content is refused.
 */
export const createUpload = command('files.createUpload', {
  title: '上传文件',
  may: { console: 'signed-in', member: 'own', dealer: {} },
  input: {
    name: text(120),
    type: oneOf(['image/png', 'image/jpeg', 'image/webp', 'video/mp4']),
    size: count(20 * 1024 * 1024),
  },
  output: object({ fileId: id, uploadUrl: text(500) }),
  refusals: [],
  limits: { perActor: '60/minute' },
})
