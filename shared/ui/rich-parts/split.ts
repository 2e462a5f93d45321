export type RichPart =
  | { readonly kind: 'text'; readonly html: string }
  | { readonly kind: 'video'; readonly file: string }

const VIDEO = /<video\b[^>]*\bsrc="(\/files\/[0-9a-f-]{36})"[^>]*>(?:\s*<\/video>)?/g
const PICTURE = /<img\b[^>]*\bsrc="(\/files\/[0-9a-f-]{36})"[^>]*>/g

/**
 * Cleaned rich text of the server as what a phone can show: WeChat's rich text knows no videos, its
 * pictures need full addresses and would be wider than the screen.
 */
export function richParts(html: string, address: (path: string) => string): RichPart[] {
  const parts: RichPart[] = []
  let from = 0
  const take = (to: number) => {
    const text = html.slice(from, to)
    if (/<img\b/.test(text) || text.replace(/<[^>]*>/g, '').trim() !== '') {
      parts.push({ kind: 'text', html: text.replace(PICTURE, (_, path) => picture(address(path))) })
    }
  }
  for (const found of html.matchAll(VIDEO)) {
    take(found.index)
    parts.push({ kind: 'video', file: address(found[1] ?? '') })
    from = found.index + found[0].length
  }
  take(html.length)
  return parts
}

const picture = (source: string) =>
  `<img src="${source}" style="display:block;width:100%;margin:8px 0;border-radius:8px">`
