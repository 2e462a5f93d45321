import { randomUUID } from 'node:crypto'
import { readSheet } from '../../cloudfunctions/contexts/bulk/workbook-reader'
import { writeWorkbook } from '../../cloudfunctions/contexts/bulk/workbook-writer'
import type { Rig } from './rig'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook as a clerk would make it: titles in the first row, texts below. */
export function makeWorkbook(titles: readonly string[], rows: readonly (readonly string[])[]) {
  async function* all() {
    yield rows
  }
  return writeWorkbook(
    '数据',
    titles.map((title) => ({ title, kind: 'text' as const })),
    all(),
  )
}

export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readSheet(bytes)) {
    rows.push([...cells])
  }
  return rows
}

/** Uploads like the console does: reserve, put, confirm. */
export async function uploadWorkbook(
  rig: Rig,
  token: string,
  bytes: Uint8Array,
  name = '导入.xlsx',
): Promise<string> {
  const size = bytes.length
  const { fileId, uploadUrl } = await rig.do(token, 'files.createUpload', {
    name,
    type: XLSX,
    size,
    access: 'private',
    requestId: randomUUID(),
  })
  const put = await fetch(new URL(uploadUrl, rig.baseUrl), {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': XLSX },
  })
  if (!put.ok) {
    throw new Error(`upload answered ${put.status}: ${await put.text()}`)
  }
  await rig.do(token, 'files.confirmUpload', { fileId, etag: '' })
  return fileId
}

/** A private file as its owner gets it. */
export async function download(rig: Rig, token: string, fileId: string): Promise<Uint8Array> {
  const { url } = await rig.do(token, 'files.openFile', { fileId })
  const response = await fetch(new URL(url, rig.baseUrl))
  if (!response.ok) {
    throw new Error(`download answered ${response.status}`)
  }
  return new Uint8Array(await response.arrayBuffer())
}
