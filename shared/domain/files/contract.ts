import { command, query } from '../kernel/operation'
import { count, id, instant, object, oneOf, optionalText, text } from '../kernel/schema'

export const fileTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'video/mp4',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const

/**
 * Reserves a file and answers where the client uploads the bytes: one PUT with the type as
 * `content-type`, 30 minutes (IN-118). Afterwards the client reports it with `confirmUpload`.
 * A public file can be read by whoever knows its id, a private one by its owner and by those who
 * may read the record it belongs to.
 */
export const createUpload = command('files.createUpload', {
  title: '上传文件',
  may: { console: 'signed-in', member: 'own', dealer: {}, sales: 'own' },
  input: {
    name: text(120),
    type: oneOf(fileTypes),
    size: count(20 * 1024 * 1024),
    access: oneOf(['public', 'private']).default('public'),
  },
  output: object({ fileId: id, uploadUrl: text(2_000) }),
  refusals: [],
  limits: { perActor: '60/minute' },
})

/**
 * Reports an upload: the server asks the store for size and content, reads the type from the bytes
 * (IN-118, IN-123) and lets the file be seen, or holds it until its picture check is answered.
 * Refuses FILE_MISSING when nothing arrived and FILE_REFUSED with the reason; a refused file stays
 * for its owner only.
 */
export const confirmUpload = command('files.confirmUpload', {
  title: '确认上传',
  may: { console: 'signed-in', member: 'own', dealer: {}, sales: 'own' },
  input: { fileId: id, etag: optionalText(100).default('') },
  output: object({ fileId: id, state: oneOf(['stored', 'checking']) }),
  refusals: ['NOT_FOUND', 'FILE_MISSING', 'FILE_REFUSED'],
  limits: { perActor: '60/minute' },
})

/**
 * A link of ten minutes to a file (IN-120): a private one only for its owner and for accounts with
 * the permission of its record. NOT_FOUND for everybody else.
 */
export const openFile = query('files.openFile', {
  title: '查看文件',
  may: { console: 'signed-in', member: 'own', dealer: {}, sales: 'own' },
  input: { fileId: id },
  output: object({ url: text(2_000), until: instant }),
  refusals: ['NOT_FOUND'],
})
