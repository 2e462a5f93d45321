import qrcode from 'qrcode-generator'

const MARGIN = 4
const WIDTH_WANTED = 464

/** The text as a GIF data URI: WeChat shows those everywhere, and no canvas is needed. */
export function qrPicture(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const cell = Math.max(2, Math.floor(WIDTH_WANTED / (code.getModuleCount() + 2 * MARGIN)))
  return code.createDataURL(cell, cell * MARGIN)
}
