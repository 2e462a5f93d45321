import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import qrcode from 'qrcode-generator'
import { type Json, numberOf, textOf } from '../../core/json'
import type { AppName } from '../../seed/people'
import { type WechatDesk, WechatRefusal } from './records'

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/

/** POST /wxa/getwxacodeunlimit (IN-028): a PNG whose squares hold app, page and scene. */
export function codePicture(desk: WechatDesk, app: AppName, body: Json): Buffer {
  const scene = textOf(body.scene)
  if (!SCENE.test(scene)) throw new WechatRefusal(40129, 'invalid scene')
  const page = textOf(body.page)
  if (page.startsWith('/') || /[?#]/.test(page)) throw new WechatRefusal(41030, 'invalid page')
  if (body.check_path !== false && !isPublished(desk, app, page)) {
    throw new WechatRefusal(41030, 'invalid page')
  }
  if (!['release', 'trial', 'develop'].includes(textOf(body.env_version, 'release'))) {
    throw new WechatRefusal(40097, 'invalid args')
  }
  const id = randomUUID()
  const at = desk.kit.clock.now().toISOString()
  desk.pictures.put(id, { id, at, app, scene, page })
  return qrPng(`xietong://${app}/${page}?scene=${encodeURIComponent(scene)}`, {
    width: Math.min(1280, Math.max(280, numberOf(body.width, 430))),
    text: JSON.stringify({ app, page, scene }),
  })
}

/**
 * The published version is what was set by control, else what lies in the checkout; without a
 * checkout every page counts as published. No page is the home page.
 */
function isPublished(desk: WechatDesk, app: AppName, page: string): boolean {
  const set = desk.settings.get(`pages/${app}`)
  if (Array.isArray(set)) return set.includes(page)
  const pages = join(process.cwd(), `miniprogram-${app}`, 'src')
  return page === '' || !existsSync(pages) || existsSync(join(pages, `${page}.tsx`))
}

/** Draws the squares black on white with the quiet zone a scanner needs. */
function qrPng(content: string, form: { width: number; text: string }): Buffer {
  const code = qrcode(0, 'M')
  code.addData(content)
  code.make()
  const modules = code.getModuleCount() + 8
  const scale = Math.max(2, Math.floor(form.width / modules))
  const size = modules * scale
  const rows = Buffer.alloc(size * (size + 1), 0xff)
  for (let y = 0; y < size; y += 1) {
    rows[y * (size + 1)] = 0
    const moduleY = Math.floor(y / scale) - 4
    for (let x = 0; x < size; x += 1) {
      const moduleX = Math.floor(x / scale) - 4
      const inside = Math.min(moduleX, moduleY) >= 0 && Math.max(moduleX, moduleY) < modules - 8
      if (inside && code.isDark(moduleY, moduleX)) rows[y * (size + 1) + 1 + x] = 0
    }
  }
  return greyPng(size, rows, form.text)
}

function greyPng(size: number, rows: Buffer, text: string): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`scene\0${text}`, 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named) >>> 0, 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
